import { getContext, setContext } from "svelte";
import {
  type Announcements,
  type Bridge,
  type Fault,
  type First,
  type MatchField,
  type Profile,
  toFault,
} from "../bridge/bridge";
import { nameKeys } from "../lib/keys";
import * as m from "../paraglide/messages";
import { faultReason, faultTitle } from "../words/faults";
import { keyNames } from "../words/keys";
import { portalWord } from "../words/portals";
import { profileWord } from "../words/profiles";
import { ActionsStore } from "./actions.svelte";
import { watchClosing } from "./closing";
import { CustomersStore } from "./customers.svelte";
import { Followed } from "./followed.svelte";
import { HealthStore } from "./health.svelte";
import { HelpStore } from "./help.svelte";
import { IncidentsStore } from "./incidents.svelte";
import { LockStore } from "./lock.svelte";
import { NavigationStore } from "./navigation.svelte";
import { NoticesStore, type Toast } from "./notices.svelte";
import { OutboxStore } from "./outbox.svelte";
import { OverviewStore } from "./overview.svelte";
import { PaneStore } from "./pane.svelte";
import { returnTo } from "./place";
import { PreferencesStore } from "./preferences.svelte";
import { ProfilesStore } from "./profiles.svelte";
import { RequestsStore } from "./requests.svelte";
import { SavedViews } from "./saved.svelte";
import { SelectionStore } from "./selection.svelte";
import { SessionStore } from "./session.svelte";
import { SyncStore } from "./sync.svelte";
import { TodayStore } from "./today.svelte";
import { UndoStore } from "./undo.svelte";
import type { View } from "./views";

/**
 * All stores of one window over one bridge. Each store subscribes when it is made, so `start` takes the
 * snapshots after that and no hint is lost in between.
 */
export class AppState {
  readonly bridge: Bridge;
  /** Resolves when the first picture is on the screen: what it does without begins then. */
  painted: Promise<void> = Promise.resolve();
  readonly actions = new ActionsStore();
  readonly notices = new NoticesStore();
  readonly undo = new UndoStore(this.notices);
  readonly help = new HelpStore();
  readonly preferences: PreferencesStore;
  readonly lock: LockStore;
  readonly profiles: ProfilesStore;
  readonly session: SessionStore;
  readonly sync: SyncStore;
  readonly overview: OverviewStore;
  readonly customers: CustomersStore;
  readonly selection: SelectionStore;
  readonly navigation: NavigationStore;
  readonly pane: PaneStore;
  readonly health: HealthStore;
  readonly announcements: Followed<Announcements>;
  readonly incidents: IncidentsStore;
  readonly today: TodayStore;
  readonly outbox: OutboxStore;
  readonly requests: RequestsStore;
  readonly saved: SavedViews;
  /** The matter that is copied as a ticket; null: none. */
  ticket = $state.raw<{ tenantId: string; incident?: string; request?: string } | null>(null);
  /** The search box, for whoever wants the focus to go there. */
  focusSearch: () => void = () => {};
  /** The rows of the list, likewise. */
  focusRows: () => void = () => {};
  /** The view that is shown, in its rows if it has some. */
  focusView: () => void = () => {};
  /** The view that shows what a customer was found by; undefined: any does. */
  showing: (field: MatchField) => View | undefined = () => undefined;
  /** Opens what tells customers of an incident: those of these tenant ids, or all whom it affects. */
  tell: (incidentId: string, tenantIds?: readonly string[]) => void = () => {};
  /** Puts the cursor where tags are edited. */
  editTags: () => void = () => {};

  constructor(bridge: Bridge) {
    const failed = (reason: unknown) => this.failed(reason);
    this.bridge = bridge;
    nameKeys(keyNames);
    this.preferences = new PreferencesStore(bridge, failed);
    this.lock = new LockStore(bridge, () => this.preferences.value.lockAfter, failed);
    this.profiles = new ProfilesStore(bridge);
    this.session = new SessionStore(bridge);
    this.sync = new SyncStore(bridge, failed, (count) =>
      this.notices.say(count > 0 ? m.sync_health_read({ count }) : m.sync_health_none()),
    );
    this.overview = new OverviewStore(bridge);
    this.customers = new CustomersStore(bridge, this.preferences.lookOf("customers"), failed);
    this.selection = new SelectionStore(bridge, failed);
    this.navigation = new NavigationStore(this.selection);
    this.navigation.elsewhere = () => {
      const text = this.saved.current("customers")?.text ?? "";
      if (this.customers.filter.text !== text) this.customers.ask({ text });
    };
    this.navigation.visited = (view) => {
      this.saved.leave(view);
      if (view === "incidents") this.incidents.select("");
    };
    this.pane = new PaneStore(this);
    this.health = new HealthStore(bridge);
    this.announcements = new Followed(bridge, (tenantId) => bridge.health.messages(tenantId));
    this.incidents = new IncidentsStore();
    this.today = new TodayStore(bridge);
    this.outbox = new OutboxStore(bridge, this.notices, this.undo, failed);
    this.requests = new RequestsStore(bridge, this.navigation, {
      desk: this.preferences.lookOf("desk"),
      list: this.preferences.lookOf("requests"),
    });
    watchClosing(this);
    this.saved = new SavedViews(bridge, this, { customers: this.customers, desk: this.requests.desk });
  }

  /**
   * Shows what came with the page and takes the first snapshots, of a locked window whose profile it is and no more.
   * Resolves when the settings are known, so that nothing changes its looks after: at once, if they came with the page.
   */
  async start(first: First | null = null): Promise<void> {
    if (first) this.#show(first);
    else {
      this.profiles.refresh();
      await Promise.all([this.preferences.load(), this.lock.look()]);
    }
    if (this.lock.waits) {
      this.session.refresh();
      return;
    }
    if (first?.customers) {
      void this.painted.then(() => {
        this.customers.refresh();
        this.#ask();
      });
    } else {
      this.customers.resume();
      this.#ask();
    }
    returnTo(this);
  }

  #ask(): void {
    this.overview.refresh();
    this.saved.count();
    this.today.refresh();
    this.outbox.refresh();
    this.session.refresh();
    this.sync.refresh();
  }

  #show({ preferences, profiles, waits, sync, session, overview, customers }: First): void {
    this.profiles.list = profiles;
    this.preferences.take(preferences);
    this.lock.waits = waits;
    this.sync.status = sync;
    this.session.status = session;
    this.overview.value = overview;
    if (customers) this.customers.resume(customers);
  }

  /** The computer has a network again: what waits for it goes on, unless nothing is to be read without anybody asking. */
  cameOnline(): void {
    this.outbox.wake();
    const rest = this.sync.status?.rest;
    if (rest === "paused" || rest === "metered") return;
    if (this.session.status?.signedIn && !this.sync.running) this.sync.start();
  }

  /** Says that something could not be done, and what may be done instead. */
  failed(reason: unknown, action?: Toast["action"]): void {
    const fault: Fault = toFault(reason);
    this.notices.say(`${faultTitle(fault.kind)}: ${faultReason(fault)}`, { tone: "error", action });
  }

  /** Opens a link of a post in the browser. One that is not opened can be copied, and looked at with care. */
  async openLink(url: string): Promise<void> {
    try {
      await this.bridge.portal.openURL(url);
    } catch (reason) {
      this.failed(reason, {
        text: m.frame_copy_link(),
        run: () => void this.attempt(this.bridge.copy(url)),
      });
    }
  }

  /** Awaits a call whose only outcome that matters is a failure; true when it succeeded. */
  async attempt(call: Promise<unknown>): Promise<boolean> {
    try {
      await call;
      return true;
    } catch (reason) {
      this.failed(reason);
      return false;
    }
  }

  /** Signs in at a customer's tenant that wants to see more, then reads that customer. */
  async signInAt(tenantId: string, deviceCode = false): Promise<boolean> {
    const done = await this.session.signInAt(tenantId, deviceCode);
    if (done) this.sync.refreshCustomer(tenantId);
    return done;
  }

  /** Opens another profile in the place of this window, or says that its own one is in front now. */
  async openProfile(profile: Profile): Promise<void> {
    try {
      if (await this.profiles.switchTo(profile.name))
        this.notices.say(m.profiles_shown({ profile: profileWord(profile) }));
    } catch (reason) {
      this.failed(reason);
      this.profiles.refresh();
    }
  }

  /** Writes a file for whoever looks into a fault, and says where. */
  async saveDiagnostics(): Promise<void> {
    try {
      const file = await this.bridge.settings.saveDiagnostics();
      if (file) this.notices.say(m.settings_diagnostics_saved({ file }));
    } catch (reason) {
      this.failed(reason);
    }
  }

  /** Opens a portal in the customer's context, in the browser, and says so. */
  async openPortal(portal: string, tenantId = this.selection.tenantId): Promise<void> {
    if (tenantId && (await this.attempt(this.bridge.portal.open(tenantId, portal)))) {
      this.notices.say(m.details_opened({ portal: portalWord(portal) }));
    }
  }
}

const key = Symbol("app");

export const provideApp = (app: AppState): AppState => setContext(key, app);
export const useApp = (): AppState => getContext<AppState>(key);
