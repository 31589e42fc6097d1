/** Which issue of all customers is opened: its view reads the rest. */
export class IncidentsStore {
  /** The one that is opened, also one that no list shows any more; empty: the list is. */
  selectedId = $state("");

  select(id: string): void {
    this.selectedId = id;
  }
}
