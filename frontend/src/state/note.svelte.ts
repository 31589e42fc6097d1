import type { OutgoingItem } from "../bridge/bridge";
import { Resting } from "../lib/resting";

/** How long the hands must rest before what was typed is kept, in milliseconds. */
const pause = 600;

/** A note that is rewritten: kept at every pause. It outlasts its editor, which goes where its row goes. */
export class NoteWriter {
  readonly localId: string;
  /** Where it is shown (OutboxStore.writeNote). */
  place = $state("");
  text = $state("");
  /** The cursor belongs into it, wherever its editor appears. */
  wanted = true;
  /** It is being kept for the last time, or queued. */
  busy = $state(false);

  #kept: string;
  #save: (text: string) => Promise<OutgoingItem | null>;
  readonly #resting = new Resting();
  #over = false;
  /** Saves run one after another, so that the last text is what stays. */
  #saving: Promise<boolean> = Promise.resolve(true);

  constructor(
    { localId, note }: Pick<OutgoingItem, "localId" | "note">,
    save: (text: string) => Promise<OutgoingItem | null>,
  ) {
    this.localId = localId;
    this.text = this.#kept = note;
    this.#save = save;
  }

  typed(): void {
    this.#resting.begin(pause, () => this.keep());
  }

  /** Keeps the text if it differs from what is kept; false: it could not be. */
  keep(): Promise<boolean> {
    this.#resting.stop();
    this.#saving = this.#saving.then(async () => {
      const { text } = this;
      if (this.#over || text === this.#kept) return true;
      if (!(await this.#save(text))) return false;
      this.#kept = text;
      return true;
    });
    return this.#saving;
  }

  /** Keeps the text and then does what is left to do; false: it goes on, with its text. */
  async finish(then: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const done = (await this.keep()) && (await then()) !== null;
    this.busy = false;
    this.#over = done;
    return done;
  }
}
