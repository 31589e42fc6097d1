import { type Bridge, type Fault, type Profile, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** The profiles of this computer, one partner account each, and the way from one to another. */
export class ProfilesStore {
  list = $state.raw<readonly Profile[]>([]);
  /** The one of this window; undefined until it is known. */
  readonly current = $derived(this.list.find((each) => each.current));
  /** Whether one has to be told from others. */
  readonly several = $derived(this.list.length > 1);
  /** Which of its dialogs is open. */
  dialog = $state<"new" | "manage" | "">("");
  /** Why what was asked in a dialog could not be done. */
  fault = $state.raw<Fault | null>(null);
  #bridge: Bridge;
  #read: Latest<null, Profile[]>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#read = new Latest(
      () => bridge.profiles.list(),
      (list) => {
        this.list = list;
      },
    );
  }

  /** Another process may have made or removed one. */
  refresh(): void {
    this.#read.ask(null);
  }

  /** Opens a dialog; nothing of an earlier one is left. */
  ask(dialog: "new" | "manage"): void {
    this.fault = null;
    this.dialog = dialog;
    this.refresh();
  }

  /** Opens a profile in the place of this window; true: its own window is in front instead. Rejects with a Fault. */
  switchTo(name: string): Promise<boolean> {
    return this.#bridge.profiles.switch(name);
  }

  /** Makes one; null: it can't be, and `fault` says why. */
  add(label: string, colour: string): Promise<Profile | null> {
    return this.#do(() => this.#bridge.profiles.add(label, colour));
  }

  /** Calls it otherwise, or gives it another colour; null as in `add`. */
  change(name: string, label: string, colour: string): Promise<Profile | null> {
    return this.#do(() => this.#bridge.profiles.change(name, label, colour));
  }

  /** Takes it off this computer; false: it stays, and `fault` says why. */
  async remove(name: string): Promise<boolean> {
    return (
      (await this.#do(async () => {
        await this.#bridge.profiles.remove(name);
        return true;
      })) === true
    );
  }

  async #do<T>(call: () => Promise<T>): Promise<T | null> {
    this.fault = null;
    try {
      return await call();
    } catch (reason) {
      this.fault = toFault(reason);
      return null;
    } finally {
      this.refresh();
    }
  }
}
