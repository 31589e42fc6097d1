import * as m from "../paraglide/messages";
import type { NoticesStore } from "./notices.svelte";

/** How many edits can be undone, the newest first. */
const depth = 50;

interface Done {
  text: string;
  back: () => Promise<boolean>;
}

/** What was done to what is kept here, and how to take it back: by its toast, or the newest by Ctrl+Z. */
export class UndoStore {
  #done = $state.raw<readonly Done[]>([]);
  #notices: NoticesStore;

  constructor(notices: NoticesStore) {
    this.#notices = notices;
  }

  get possible(): boolean {
    return this.#done.length > 0;
  }

  /**
   * Says what was done, once it is kept, and offers to undo it. `back` says itself why it could not be done, and
   * answers false.
   */
  did(text: string, back: () => Promise<boolean>): void {
    const done = { text, back };
    this.#done = [...this.#done, done].slice(-depth);
    this.#notices.say(text, { action: { text: m.undo(), run: () => void this.#undo(done) } });
  }

  /** Undoes the newest edit. */
  async last(): Promise<void> {
    const done = this.#done.at(-1);
    if (done) await this.#undo(done);
  }

  async #undo(done: Done): Promise<void> {
    if (!this.#done.includes(done)) return; // by the key, before by the toast
    this.#done = this.#done.filter((each) => each !== done);
    this.#notices.drop(done.text);
    if (await done.back()) this.#notices.say(m.undone({ what: done.text }));
  }
}
