import {
  type Bridge,
  type Fault,
  type Incident,
  type Incidents,
  type Issue,
  toFault,
} from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** Where the story of an incident is read: the report of one customer that it affects. */
interface StoryOf {
  id: string;
  tenantId: string;
  name: string;
}

/** The open issues of all customers, the chosen one, and its story. */
export class IncidentsStore {
  list = $state.raw<Incidents | null>(null);
  /** Why the list can't be shown at all. */
  fault = $state.raw<Fault | null>(null);
  selectedId = $state("");
  /** The chosen issue as a customer's report tells it; undefined while it is read, null if it tells nothing. */
  story = $state.raw<{ issue: Issue; toldTo: string } | null | undefined>(undefined);

  readonly selected: Incident | null = $derived(
    this.list?.incidents.find((i) => i.id === this.selectedId) ?? null,
  );

  #shown = false;
  #list: Latest<null, Incidents>;
  #story: Latest<StoryOf, Issue | null>;

  constructor(bridge: Bridge) {
    this.#list = new Latest(
      () => bridge.health.incidents(),
      (list) => this.#take(list),
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    this.#story = new Latest(
      async ({ id, tenantId }) => {
        const report = await bridge.health.report(tenantId);
        return report.services.flatMap((s) => s.issues).find((i) => i.id === id) ?? null;
      },
      (issue, { name }) => {
        this.story = issue && { issue, toldTo: name };
      },
      () => {
        this.story = null;
      },
    );
    bridge.on("customers", () => {
      if (this.#shown) this.#list.ask(null);
    });
  }

  /** Reads the list and follows it until the returned function is called. */
  follow(): () => void {
    this.#shown = true;
    this.#list.ask(null);
    return () => {
      this.#shown = false;
    };
  }

  select(id: string): void {
    if (id === this.selectedId) return;
    this.selectedId = id;
    this.story = undefined;
    this.#story.drop();
    this.#tell();
  }

  retry(): void {
    this.fault = null;
    this.#list.ask(null);
  }

  #take(list: Incidents): void {
    this.list = list;
    this.fault = null;
    const gone = this.selected === null;
    if (gone) {
      this.selectedId = "";
      this.story = undefined;
      this.#story.drop();
    } else this.#tell();
  }

  /** The story is the same for all, so the first customer's will do. */
  #tell(): void {
    const first = this.selected?.customers[0];
    if (first) this.#story.ask({ id: this.selectedId, tenantId: first.tenantId, name: first.name });
    else this.story = null;
  }
}
