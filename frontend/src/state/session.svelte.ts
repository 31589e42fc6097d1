import { type Bridge, type Fault, type SessionStatus, type SignInRequest, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";
import * as m from "../paraglide/messages";

/** The session's dialogs, by what opens them. */
export const sessionDialogs = { "sign-in": m.session_needed_action, "sign-out": m.session_signout };
export type SessionDialog = keyof typeof sessionDialogs | "consent";

/** A sign-in that leaves everything open: as it was at the last one. */
export const asLastTime: Readonly<SignInRequest> = {
  clientId: "",
  tenant: "",
  cloud: "",
  loginUrl: "",
  graphUrl: "",
  partnerCenterUrl: "",
  azureUrl: "",
  caFile: "",
  proxy: "",
  deviceCode: false,
};

/** Who is signed in, and the sign-in under way. */
export class SessionStore {
  /** null until the backend answered. */
  status = $state.raw<SessionStatus | null>(null);
  /** Which of the session's dialogs is open. */
  dialog = $state<SessionDialog | "">("");
  /** Why the last sign-in, sign-out or demo could not be done. */
  fault = $state.raw<Fault | null>(null);
  /** A sign-in of this window is under way; the command line's may be too (status.signingIn). */
  asked = $state(false);
  /** The customer that the dialog is about; empty: the partner itself. */
  at = $state("");
  #cancelled = false;
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

  /** Opens a dialog; nothing of an earlier one is left. */
  ask(dialog: SessionDialog, at = ""): void {
    this.fault = null;
    this.at = at;
    this.dialog = dialog;
  }

  refresh(): void {
    this.#status.ask(null);
  }

  /** Resolves when signed in, without the dialog; false: it failed and `fault` says why, or it was cancelled. */
  async signIn(request: SignInRequest): Promise<boolean> {
    return this.#signIn(() => this.#bridge.session.signIn(request));
  }

  /** The same at a customer's tenant, as the account that is signed in. The dialog shows how far it is. */
  async signInAt(tenantId: string, deviceCode = false): Promise<boolean> {
    this.ask("sign-in", tenantId);
    return this.#signIn(() => this.#bridge.session.signInAt(tenantId, deviceCode));
  }

  async #signIn(call: () => Promise<void>): Promise<boolean> {
    this.asked = true;
    this.#cancelled = false;
    const done = await this.#do(call);
    this.asked = false;
    if (done) this.dialog = "";
    else if (this.#cancelled) this.fault = null; // wanted, so it is no failure
    return done;
  }

  /** Signs in as last time, without a question where that is known. The dialog shows how far it is. */
  signInAgain(): void {
    this.ask("sign-in");
    if (this.status?.clientId) void this.signIn({ ...asLastTime });
  }

  async cancelSignIn(): Promise<boolean> {
    this.#cancelled = true;
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
