import { home, isOfCustomer, type View } from "./views";

/** Below this width of the window, in px, the pane is a sheet over the view. */
export const sheetBelow = 1100;

/** What the pane needs of the window. */
interface Around {
  readonly selection: { readonly tenantId: string };
  readonly navigation: { readonly view: View };
  readonly preferences: {
    readonly value: { place: { paneClosed: boolean } };
    readonly place: (change: { paneClosed: boolean }) => void;
  };
}

/**
 * The place at the right, for the chosen customer. It stands in the list of customers and in a customer's own views,
 * and stays as it was left; over a view of all customers, and as a sheet, it is opened for as long as the view is shown.
 */
export class PaneStore {
  /** There is no room for it beside the view. */
  narrow = $state(false);
  /** Whether a view shows the customer's details itself, or is of no customer's. */
  tells: (view: View) => boolean = () => false;
  #opened = $state(false);
  #around: Around;
  /** There is a customer to show, and nothing else shows it. */
  readonly possible = $derived.by(() => {
    const { selection, navigation } = this.#around;
    return selection.tenantId !== "" && !this.tells(navigation.view);
  });
  readonly shown = $derived.by(() => {
    const open = this.#stays ? !this.#around.preferences.value.place.paneClosed : this.#opened;
    return this.possible && open;
  });

  constructor(around: Around) {
    this.#around = around;
  }

  /** Opens it, or shuts it. */
  show(open = true): void {
    if (this.#stays) this.#around.preferences.place({ paneClosed: !open });
    else this.#opened = open;
  }

  toggle(): void {
    if (this.possible) this.show(!this.shown);
  }

  /** Another view is shown: what was opened for the one before is gone. */
  leave(): void {
    this.#opened = false;
  }

  get #stays(): boolean {
    const { view } = this.#around.navigation;
    return !this.narrow && (view === home || isOfCustomer(view));
  }
}
