import { type Bridge, type Fault, type SessionStatus, type SignInRequest, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";
import * as m from "../paraglide/messages";

/** The session's dialogs, by what opens them. */
export const sessionDialogs = { "sign-in": m.session_needed_action, "sign-out": m.session_signout };
export type SessionDialog = keyof typeof sessionDialogs;

/** Who is signed in, and the sign-in under way. */
export class SessionStore {
  /** null until the backend answered. */
  status = $state.raw<SessionStatus | null>(null);
  /** Which of the session's dialogs is open. */
  dialog = $state<SessionDialog | "">("");
  /** Why the last sign-in, sign-out or demo could not be done. */
  fault = $state.raw<Fault | null>(null);
  #bridge: Bridge;
  #status: Latest<null, SessionStatus>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#status = new Latest(
      () => bridge.session.status(),
      (status) => {
        this.status = status;
      },
    );
    bridge.on("session", () => this.refresh());
  }

  refresh(): void {
    this.#status.ask(null);
  }

  /** Resolves when signed in; false: it failed and `fault` says why. */
  async signIn(request: SignInRequest): Promise<boolean> {
    return this.#do(() => this.#bridge.session.signIn(request));
  }

  async cancelSignIn(): Promise<boolean> {
    return this.#do(() => this.#bridge.session.cancelSignIn());
  }

  async signOut(wipe: boolean): Promise<boolean> {
    return this.#do(() => this.#bridge.session.signOut(wipe));
  }

  async startDemo(): Promise<boolean> {
    return this.#do(() => this.#bridge.session.startDemo());
  }

  async dismissNotice(key: string): Promise<boolean> {
    return this.#do(() => this.#bridge.session.dismissNotice(key));
  }

  async #do(call: () => Promise<void>): Promise<boolean> {
    this.fault = null;
    try {
      await call();
      return true;
    } catch (reason) {
      this.fault = toFault(reason);
      return false;
    } finally {
      this.refresh();
    }
  }
}
