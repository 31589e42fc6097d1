import type { Bridge, LockWait } from "../bridge/bridge";
import { keepAll } from "../lib/resting";

/** The choices of minutes after which a window that nobody touches is locked; 0: never. */
export const lockTimes = [0, 5, 15, 60] as const;

/** How often the clock is looked at, in milliseconds. */
const every = 5_000;
/** What tells that somebody is there. */
const hands = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Locks the window, by hand or when nobody touches it. The time is the wall's, so that a sleeping computer's counts. */
export class LockStore {
  /** What the window waits for before the profile is opened; empty: it is. It never changes: another window opens it. */
  waits = $state<LockWait | "">("");
  /** A window that opens the profile is being started. */
  opening = $state(false);
  /** The keychain lets it wait. */
  keychainWaits = $state(false);
  /** The dialog in which the passphrase is set is open. */
  setting = $state(false);
  #bridge: Bridge;
  #minutes: () => number;
  #failed: (reason: unknown) => void;
  #last = Date.now();
  #locking = false;

  constructor(bridge: Bridge, minutes: () => number, failed: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#minutes = minutes;
    this.#failed = failed;
    bridge.on("keychain", () => {
      this.keychainWaits = this.opening;
    });
  }

  /** Asks whether this window is locked. */
  async look(): Promise<void> {
    this.waits = await this.#bridge.lock.waits();
  }

  /** Starts a window that opens the profile. This one ends when that succeeds, so that it goes on opening. */
  async open(passphrase: string): Promise<void> {
    this.opening = true;
    try {
      await this.#bridge.lock.open(passphrase);
    } catch (reason) {
      this.opening = this.keychainWaits = false;
      throw reason;
    }
  }

  /** Watches hands and clock until the returned function is called. */
  watch(): () => void {
    this.#last = Date.now();
    const heard = () => this.#heard();
    for (const hand of hands) addEventListener(hand, heard, { capture: true, passive: true });
    const timer = setInterval(() => this.#look(), every);
    return () => {
      clearInterval(timer);
      for (const hand of hands) removeEventListener(hand, heard, { capture: true });
    };
  }

  /** Locks; this window ends. When that can't be it is said, and the window stays. */
  async now(): Promise<void> {
    if (this.#locking) return;
    this.#locking = true;
    await keepAll();
    try {
      await this.#bridge.lock.close();
    } catch (reason) {
      this.#failed(reason);
    } finally {
      this.#locking = false;
      this.#last = Date.now();
    }
  }

  /** The hand that comes back too late does not unlock: after a sleep it may be the first to be heard. */
  #heard(): void {
    if (!this.#look()) this.#last = Date.now();
  }

  /** Locks once it is time; false: it is not. */
  #look(): boolean {
    const minutes = this.#minutes();
    const now = Date.now();
    if (now < this.#last) this.#last = now; // the clock was set back
    if (minutes <= 0 || now - this.#last < minutes * 60_000) return false;
    void this.now();
    return true;
  }
}
