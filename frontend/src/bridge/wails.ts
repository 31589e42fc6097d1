import * as Alerts from "../../wailsjs/go/app/Alerts";
import * as Customers from "../../wailsjs/go/app/Customers";
import * as Health from "../../wailsjs/go/app/Health";
import * as Lock from "../../wailsjs/go/app/Lock";
import * as Network from "../../wailsjs/go/app/Network";
import * as Outbox from "../../wailsjs/go/app/Outbox";
import * as Portal from "../../wailsjs/go/app/Portal";
import * as Profiles from "../../wailsjs/go/app/Profiles";
import * as Requests from "../../wailsjs/go/app/Requests";
import * as Session from "../../wailsjs/go/app/Session";
import * as Settings from "../../wailsjs/go/app/Settings";
import * as Sync from "../../wailsjs/go/app/Sync";
import * as Verdict from "../../wailsjs/go/cause/Verdict";
import * as Lists from "../../wailsjs/go/files/Lists";
import * as Changes from "../../wailsjs/go/news/Changes";
import { ClipboardSetText, EventsOn, WindowSetTitle } from "../../wailsjs/runtime/runtime";
import { bound } from "./bound";
import { type Bridge, Fault } from "./bridge";
import { shutGate } from "./gate";

shutGate(window);

/** Calls that are fetched when the first of them is made: no picture begins with them. */
const late = <G extends object>(load: () => Promise<G>) =>
  new Proxy({} as G, {
    get:
      (_, method) =>
      async (...args: never[]) =>
        ((await load())[method as keyof G] as (...args: never[]) => Promise<unknown>)(...args),
  });
const telling = late(async () => (await import("./telling")).telling);
const webhook = late(async () => (await import("./webhook")).webhook);

/** The bridge to the Go side, over the bindings that Wails generated. */
export const wailsBridge: Bridge = {
  customers: {
    list: bound(Customers.List),
    get: bound(Customers.Get),
    position: bound(Customers.Position),
    keys: bound(Customers.Keys),
    count: bound(Customers.Count),
    rows: bound(Customers.Rows),
    tagSeveral: bound(Customers.TagSeveral),
    favourSeveral: bound(Customers.FavourSeveral),
    overview: bound(Customers.Overview),
    setFavourite: bound(Customers.SetFavourite),
    setTags: bound(Customers.SetTags),
    setAliases: bound(Customers.SetAliases),
    import: bound(Customers.Import),
    importDropped: bound(Customers.ImportDropped),
    importGood: bound(Customers.ImportGood),
  },
  health: {
    report: bound(Health.Report),
    incidentList: bound(Health.IncidentList),
    incident: bound(Health.Incident),
    messages: bound(Health.Messages),
  },
  changes: {
    find: bound(Changes.Find),
    groups: bound(Changes.Groups),
    unseen: bound(Changes.Unseen),
    see: bound(Changes.See),
    unsee: bound(Changes.Unsee),
    history: bound(Changes.History),
  },
  verdict: {
    ask: bound(Verdict.Ask),
  },
  telling,
  webhook,
  requests: {
    list: bound(Requests.List),
    get: bound(Requests.Get),
    read: bound(Requests.Read),
    choices: bound(Requests.Choices),
    classifications: bound(Requests.Classifications),
    prepare: bound(Requests.Prepare),
    templates: bound(Requests.Templates),
    saveTemplate: bound(Requests.SaveTemplate),
    deleteTemplate: bound(Requests.DeleteTemplate),
  },
  outbox: {
    list: bound(Outbox.List),
    save: bound(Outbox.Save),
    check: bound(Outbox.Check),
    queue: bound(Outbox.Queue),
    queueFor: bound(Outbox.QueueFor),
    addNote: bound(Outbox.AddNote),
    overPortal: bound(Outbox.OverPortal),
    close: bound(Outbox.Close),
    regrade: bound(Outbox.Regrade),
    keepText: bound(Outbox.KeepText),
    keptText: bound(Outbox.KeptText),
    saveNote: bound(Outbox.SaveNote),
    takeBack: bound(Outbox.TakeBack),
    discard: bound(Outbox.Discard),
    handOff: bound(Outbox.HandOff),
    filed: bound(Outbox.Filed),
    notThere: bound(Outbox.NotThere),
    send: bound(Outbox.Send),
  },
  alerts: {
    list: bound(Alerts.List),
    count: bound(Alerts.Count),
    acknowledge: bound(Alerts.Acknowledge),
    snooze: bound(Alerts.Snooze),
    reopen: bound(Alerts.Reopen),
    announced: bound(Alerts.Announced),
    watch: bound(Alerts.Watch),
  },
  sync: {
    status: bound(Sync.Status),
    start: bound(Sync.Start),
    refresh: bound(Sync.Refresh),
    confirmRemovals: bound(Sync.ConfirmRemovals),
    cancel: bound(Sync.Cancel),
  },
  session: {
    status: bound(Session.Status),
    signIn: bound(Session.SignIn),
    signInAt: bound(Session.SignInAt),
    consent: bound(Session.Consent),
    mailConsent: bound(Session.MailConsent),
    grantConsent: bound(Session.GrantConsent),
    openDevicePage: bound(Session.OpenDevicePage),
    cancelSignIn: bound(Session.CancelSignIn),
    signOut: bound(Session.SignOut),
    startDemo: bound(Session.StartDemo),
    dismissNotice: bound(Session.DismissNotice),
  },
  lock: {
    waits: bound(Lock.Waits),
    close: bound(Lock.Close),
    open: bound(Lock.Open),
    leave: bound(Lock.Leave),
    kept: bound(Lock.Kept),
    hide: bound(Lock.Hide),
    hasPassphrase: bound(Lock.HasPassphrase),
    setPassphrase: bound(Lock.SetPassphrase),
  },
  portal: {
    open: bound(Portal.Open),
    example: bound(Portal.Example),
    openURL: bound(Portal.OpenURL),
    linked: bound(Portal.Linked),
    ticket: bound(Portal.Ticket),
  },
  network: {
    proxy: bound(Network.Proxy),
    setProxy: bound(Network.SetProxy),
    permissions: bound(Network.Permissions),
    try: bound(Network.Try),
  },
  profiles: {
    list: bound(Profiles.List),
    add: bound(Profiles.Add),
    change: bound(Profiles.Change),
    remove: bound(Profiles.Remove),
    switch: bound(Profiles.Switch),
  },
  settings: {
    load: bound(Settings.Load),
    save: bound(Settings.Save),
    saveDiagnostics: bound(Settings.SaveDiagnostics),
    licences: bound(Settings.Licences),
  },
  lists: { export: bound(Lists.Export), show: bound(Lists.Show) },
  on: (event, fn) => EventsOn(event, fn),
  setTitle: (title, waiting = "") => {
    document.title = title;
    WindowSetTitle(waiting ? `(${waiting}) ${title}` : title);
  },
  copy: async (text) => {
    if ((await ClipboardSetText(text)) === false) throw new Fault({ message: "the clipboard took nothing" });
  },
};
