import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Alert, Permission, Preferences, ProxyInUse } from "../../bridge/bridge";
import { defaults } from "../../state/preferences.svelte";
import { answers, refusal } from "../../test/answers";
import { expectAccessible, mount } from "../../test/view";
import SettingsView from "./SettingsView.svelte";
import { sections } from "./table";

/** What a rule keeps silent, beside what none does. */
let silenced: Alert[] = [];

/** The page over what is kept, which a test may look at. */
async function open(
  kept: Partial<Preferences> = {},
  permissions: () => Promise<Permission[]> = async () => [],
  known = true,
) {
  let proxy: ProxyInUse = { address: "", source: "none", fixed: false };
  const set = async (address: string) => {
    if (address === "nonsense") throw refusal("badNumber");
    proxy = { address, source: address ? "setting" : "none", fixed: false };
  };
  let now: Preferences = { ...defaults, ...kept };
  const window = mount(
    SettingsView,
    {},
    {
      settings: {
        load: async () => now,
        save: async (p) => {
          now = p;
        },
      },
      alerts: { list: async () => ({ alerts: [...silenced] }), count: async () => answers.alerts.count() },
      webhook: {
        get: async () => ({
          kind: "",
          names: false,
          host: "",
          ending: "",
          since: null,
          waiting: 0,
          messages: [],
        }),
      },
      requests: { templates: async () => answers.writing.templates() },
      session: { status: async () => answers.session.signedIn() },
      network: { proxy: async () => proxy, setProxy: set, try: async () => {}, permissions },
      portal: {
        example: async (template: string) => {
          if (template.includes("evil")) throw refusal("badNumber");
          return template.replace("{tid}", "0000");
        },
      },
    },
  );
  if (known) await window.app.preferences.load();
  window.app.session.refresh();
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  return { ...window, kept: () => now };
}

const section = (name: string) => within(screen.getByRole("region", { name }));
const rows = () => document.querySelectorAll("[data-setting]").length;

test("every setting of the table has its row, and what sets it a name", async () => {
  const { container } = await open();
  await waitFor(() => expect(rows()).toBe(sections.flatMap((s) => s.settings).length));
  await expectAccessible(container);
});

test("what is chosen holds at once and is kept; a section goes back to what it was at first, and that is undone", async () => {
  const { app, kept } = await open();
  const looks = section("Language and look");
  expect(looks.queryByRole("button", { name: "As at first" })).toBeNull();
  await userEvent.click(looks.getByText("Compact"));
  await waitFor(() => expect(kept().density).toBe("compact"));
  await userEvent.click(looks.getByRole("button", { name: "As at first" }));
  await waitFor(() => expect(kept().density).toBe("comfortable"));
  const toast = app.notices.toasts.at(-1);
  expect(toast?.text).toBe("“Language and look” is as it was at first.");
  toast?.action?.run();
  await waitFor(() => expect(kept().density).toBe("compact"));
});

test("what is looked for is marked, the rest is not there, and the keyboard goes to it", async () => {
  await open();
  const field = screen.getByRole("searchbox", { name: "Search settings" });
  await userEvent.fill(field, "lock touches");
  await waitFor(() => expect(screen.getAllByRole("heading", { level: 2 })).toHaveLength(1));
  expect(document.querySelector("mark")?.textContent).toBe("Lock");
  expect(screen.getByRole("status").textContent).toContain("1 setting");
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Lock the window" }));
  await userEvent.fill(field, "zzqq");
  expect(await screen.findByText("No setting matches “zzqq”")).toBeTruthy();
});

test("a lock time that no list offers is shown as it is kept", async () => {
  const { kept } = await open({ lockAfter: 7 });
  const choice = screen.getByRole<HTMLSelectElement>("combobox", { name: "Lock the window" });
  expect(choice.selectedOptions[0]?.textContent).toBe("After 7 minutes at rest");
  await userEvent.selectOptions(choice, "15");
  await waitFor(() => expect(kept().lockAfter).toBe(15));
});

test("a portal moves with the keyboard, is hidden, and one's own is added once it leads somewhere", async () => {
  const { kept } = await open();
  const portals = section("Portals");
  const up = portals.getByRole("button", { name: "Move Exchange up" });
  await userEvent.click(up);
  await waitFor(() => expect(kept().portals.order.slice(0, 2)).toEqual(["exchange", "admin"]));
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Move Exchange down");
  await userEvent.click(portals.getByRole("switch", { name: "Show Purview" }));
  await waitFor(() => expect(kept().portals.hidden).toEqual(["purview"]));

  await userEvent.fill(portals.getByRole("textbox", { name: "Name" }), "Wiki");
  const address = portals.getByRole("textbox", { name: "Address" });
  const [add] = portals.getAllByRole<HTMLButtonElement>("button", { name: "Add" });
  await userEvent.fill(address, "https://evil.test/");
  await waitFor(() => expect(address.getAttribute("aria-invalid")).toBe("true"));
  expect(add?.disabled).toBe(true);
  await userEvent.fill(address, "https://aka.ms/{tid}");
  expect(await portals.findByText("For Contoso it leads to https://aka.ms/0000")).toBeTruthy();
  await userEvent.keyboard("{Enter}");
  await waitFor(() =>
    expect(kept().portals.own).toEqual([{ name: "Wiki", template: "https://aka.ms/{tid}" }]),
  );
  await userEvent.click(portals.getByRole("button", { name: "Remove Wiki" }));
  await waitFor(() => expect(kept().portals.own).toEqual([]));
});

test("the proxy is shown with who named it; one's own is taken once it has an address, and the way is tried", async () => {
  await open();
  const network = section("Network");
  expect(await network.findByText("No proxy, nobody names one")).toBeTruthy();
  await userEvent.click(network.getByText("One of your own"));
  const address = network.getByRole("textbox", { name: "Address" });
  await userEvent.fill(address, "nonsense");
  await userEvent.click(network.getByRole("button", { name: "Use it" }));
  await waitFor(() => expect(address.getAttribute("aria-invalid")).toBe("true"));
  await userEvent.fill(address, "http://proxy.contoso.com:8080");
  await userEvent.keyboard("{Enter}");
  expect(await network.findByText("http://proxy.contoso.com:8080, as set here")).toBeTruthy();
  await userEvent.click(network.getByRole("button", { name: "Try it" }));
  expect(await network.findByText("The sign-in service answers.")).toBeTruthy();
});

test("a permission that the app lacks is named with what is missing for it; who knows nothing claims nothing", async () => {
  const permission = (scope: string, state: Permission["state"], optional = false): Permission => ({
    api: "graph",
    scope,
    state,
    optional,
    problem: null,
  });
  let told = [permission("User.Read", "granted"), permission("ServiceHealth.Read.All", "missing")];
  const { app } = await open({}, async () => told);
  const account = section("Account and cloud");
  await account.findByText("1 permission is missing:");
  expect(account.getByText("missing without it: service health and incidents")).toBeVisible();
  let copied = "";
  app.bridge.copy = async (text) => {
    copied = text;
  };
  await userEvent.click(account.getByRole("button", { name: "Copy for the administrator" }));
  expect(copied).toContain("Microsoft Graph · ServiceHealth.Read.All");
  expect(copied).not.toContain("User.Read");

  const again = account.getByRole("button", { name: "Check again" });
  told = told.map((p) => ({ ...p, state: "unknown" }));
  await userEvent.click(again);
  await account.findByText("Microsoft did not say which permissions the app has.");
  told = told.map((p) => ({ ...p, state: "granted" }));
  await userEvent.click(again);
  await account.findByText("Everything that Tenantry reads or writes with is granted.");
  expect(account.queryByRole("button", { name: "Copy for the administrator" })).toBeNull();
});

test("what is silenced now is counted as it changes, and leads to where it is listed", async () => {
  const [one] = answers.alerts.new().alerts;
  if (!one) throw new Error("the day knows no alert: this tells nothing");
  const alert = (change: Partial<Alert>): Alert => ({ ...one, state: "new", silencedBy: "", ...change });
  silenced = [alert({}), alert({ silencedBy: "tag" }), alert({ silencedBy: "kind", state: "closed" })];
  const { app, emit } = await open();
  const alerts = section("Alerts");
  expect(await alerts.findByText("1 alert")).toBeTruthy();
  silenced = [...silenced, alert({ silencedBy: "class" })];
  emit("alerts");
  expect(await alerts.findByText("2 alerts")).toBeTruthy();
  await userEvent.click(alerts.getByRole("button", { name: "Show Today" }));
  expect(app.navigation.view).toBe("today");
  silenced = [];
});

test("the rules of alerts are kept as they are set, and a quiet time only once it is one", async () => {
  const { app, kept } = await open();
  const alerts = section("Alerts");
  const turn = (name: string) => userEvent.click(alerts.getByRole("switch", { name }));
  await turn("New customers");
  await turn("Advisories, too");
  await waitFor(() => expect(kept().alerts).toMatchObject({ off: ["came"], class: "all" }));
  await turn("New customers");
  await userEvent.fill(alerts.getAllByRole("textbox", { name: "Add a tag" })[1] as HTMLElement, "lab; test");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(kept().alerts).toMatchObject({ off: [], neverTags: ["lab", "test"] }));
  await userEvent.selectOptions(alerts.getByRole("combobox", { name: "From which state on" }), "outage");
  await waitFor(() => expect(kept().alerts.least).toBe("outage"));

  await userEvent.click(alerts.getByRole("button", { name: "Add quiet hours" }));
  await waitFor(() => expect(kept().alerts.quiet).toEqual([{ from: "22:00", until: "07:00", days: [] }]));
  await userEvent.fill(alerts.getByLabelText("Until"), "22:00");
  expect(alerts.getByLabelText("From").getAttribute("aria-invalid")).toBe("true");
  expect(kept().alerts.quiet[0]?.until).toBe("07:00");
  await userEvent.fill(alerts.getByLabelText("Until"), "06:30");
  await userEvent.click(alerts.getByRole("button", { name: "Sunday" }));
  const days = ["mon", "tue", "wed", "thu", "fri", "sat"];
  await waitFor(() => expect(kept().alerts.quiet).toEqual([{ from: "22:00", until: "06:30", days }]));

  await turn("Names in notifications");
  await turn("Try Microsoft’s hosts for “Is it Microsoft?”");
  await waitFor(() => expect(kept().announces).toEqual({ off: false, nameless: true }));
  await turn("Announce new alerts");
  await waitFor(() => expect(kept().announces.off).toBe(true));
  expect(kept().verdictUntried).toBe(true);
  await userEvent.click(alerts.getByRole("button", { name: "As at first" }));
  await waitFor(() => expect(kept().alerts).toEqual(defaults.alerts));
  expect(kept()).toMatchObject({ announces: defaults.announces, verdictUntried: false });
  app.notices.toasts.at(-1)?.action?.run();
  await waitFor(() => expect(kept().alerts.neverTags).toEqual(["lab", "test"]));
});

test("rules that the command line set since the window opened are shown", async () => {
  await open({ alerts: { ...defaults.alerts, off: ["stale"], neverTags: ["lab"] } }, async () => [], false);
  const alerts = section("Alerts");
  expect(await alerts.findByText("lab")).toBeTruthy();
  expect(alerts.getByRole("switch", { name: "Data that got old" }).getAttribute("aria-checked")).toBe(
    "false",
  );
});
