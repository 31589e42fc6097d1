import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import App from "./App.svelte";
import { Fault } from "./bridge/bridge";
import { FakeBridge, type FakeOptions } from "./bridge/fake";
import { outgoingOfEachState } from "./bridge/fake-outgoing";
import { AppState } from "./state/app.svelte";
import { expectAccessible } from "./test/view";
import { features, late } from "./views";

// What the window fetches later is fetched before: a test does not wait for the transformer.
beforeAll(() => Promise.all([late(), ...features.map((f) => f.load())]));

async function open(options: FakeOptions = {}, prepare: (bridge: FakeBridge) => void = () => {}) {
  const bridge = new FakeBridge({ customers: 60, preferences: { language: "en" }, ...options });
  prepare(bridge);
  const app = new AppState(bridge);
  await app.start();
  const { container } = render(App, { app });
  return { bridge, app, container, user: userEvent.setup() };
}

const grid = () => screen.findByRole("grid", { name: /Customers|Clients/ });
const names = async () =>
  within(await grid())
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("gridcell")[1]?.textContent?.trim());

describe("the window", () => {
  it("shows the customers, worst first, with the counts beside", async () => {
    const { container } = await open();
    await waitFor(async () => expect((await names())[0]).toBeTruthy());
    expect((await grid()).getAttribute("aria-rowcount")).toBe("61");
    expect(screen.getByRole("columnheader", { name: "Health" }).getAttribute("aria-sort")).toBe("ascending");
    expect(screen.getByRole("contentinfo").textContent).toMatch(/Online/);
    await waitFor(() => expect(screen.getByRole("complementary")).toBeTruthy());
    await expectAccessible(container);
  });

  it("finds at every key and opens the first with Enter, in the window's title too", async () => {
    const { bridge, user } = await open();
    await grid();
    await user.keyboard("/");
    await user.keyboard("fab");
    await waitFor(async () => expect((await names()).every((n) => /fab/i.test(n ?? ""))).toBe(true));
    const [first] = await names();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(bridge.title).toBe(`${first} – Overview – Tenantry`));
    await user.keyboard("h");
    await waitFor(() => expect(bridge.title).toBe(`${first} – Health – Tenantry`));
    await user.keyboard("{Escape}{Escape}");
    await waitFor(() => expect(bridge.title).toBe("Customers – Tenantry"));
  });

  it("goes from the search into the rows and along them", async () => {
    const { app, user } = await open();
    await grid();
    await user.keyboard("/{ArrowDown}");
    await waitFor(() => expect(app.selection.tenantId).toBe(app.customers.row(0)?.tenantId));
    expect(document.activeElement?.getAttribute("data-cell")).toBe("0:1");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.getAttribute("data-cell")).toBe("2:1"));
    expect(app.selection.tenantId).toBe(app.customers.row(2)?.tenantId);
    await user.keyboard("{ArrowRight}{ArrowRight}");
    await waitFor(() => expect(document.activeElement?.tagName).toBe("BUTTON"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(app.navigation.view).toBe("health"));
  });

  it("sorts by a header, says so, and keeps it", async () => {
    const { app, user } = await open();
    await grid();
    await user.click(screen.getByRole("button", { name: "Primary domain" }));
    const header = screen.getByRole("columnheader", { name: "Primary domain" });
    expect(header.getAttribute("aria-sort")).toBe("ascending");
    await user.click(screen.getByRole("button", { name: "Primary domain" }));
    expect(header.getAttribute("aria-sort")).toBe("descending");
    expect(app.preferences.value).toMatchObject({ sort: "domain", desc: true });
  });

  it("no match says what was looked in, and leads back", async () => {
    const { user, container } = await open();
    await grid();
    await user.keyboard("/zzzz");
    await screen.findByText("No customer matches");
    await expectAccessible(container);
    await user.click(screen.getByRole("button", { name: "Show all customers" }));
    await grid();
  });

  it("shows every key that works, in the chosen language", async () => {
    const { app, user } = await open({ preferences: { language: "fr" } });
    await grid();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Raccourcis clavier" });
    for (const action of app.actions.list.filter((a) => a.keys)) {
      expect(within(dialog).getAllByText(action.label()), action.id).not.toEqual([]);
    }
    await expectAccessible(dialog);
  });

  it("runs a command by its words", async () => {
    const { app, user } = await open();
    await grid();
    await user.keyboard("{Control>}{Shift>}P{/Shift}{/Control}");
    const field = await screen.findByRole("combobox", { name: "Find a command" });
    await user.type(field, "inc");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(app.navigation.view).toBe("incidents"));
  });

  it("without a network says since when, and never takes unknown for healthy", async () => {
    const { container } = await open({ online: false });
    await screen.findByText(/^Offline. Showing what was known at/);
    expect(screen.getByRole("contentinfo").textContent).toContain("Offline");
    const unknown = container.querySelectorAll(".sign.unknown");
    for (const sign of unknown) expect(sign.textContent).toContain("Unknown");
    await expectAccessible(container);
  });

  it("says that the cache was rebuilt, once", async () => {
    const { bridge, user } = await open({
      notices: [{ key: "cache-rebuilt", text: "", path: "cache.bad-1" }],
    });
    await screen.findByText(/could not be read and was set aside/);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(screen.queryByText(/was set aside/)).toBeNull());
    expect(bridge.calls).toContain("session.dismissNotice");
  });

  it("begins with the three ways when there is nothing yet", async () => {
    const { container } = await open({ customers: 0, signedIn: false });
    await screen.findByRole("heading", { name: "Welcome to Tenantry" });
    expect(screen.queryByRole("grid")).toBeNull();
    await expectAccessible(container);
  });

  it("says why when the list can't be read, and tries again", async () => {
    const fault = new Fault({
      kind: "corrupt",
      message: "cache can’t be opened",
      remedyKey: "rebuild-cache",
    });
    const { bridge, user } = await open({}, (b) => b.failures.set("customers.list", fault));
    await screen.findByText("cache can’t be opened");
    bridge.failures.clear();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await grid();
  });

  it("shows the progress of a sync and stops it", async () => {
    const { bridge, user } = await open();
    await grid();
    await user.keyboard("{F5}");
    await screen.findByRole("progressbar");
    await user.click(screen.getByRole("button", { name: "Stop the sync" }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(bridge.calls).toContain("sync.cancel");
  });

  it("the outbox's number stands in the status line and opens it, as its key does", async () => {
    const { app, bridge, user } = await open();
    await grid();
    const status = screen.getByRole("contentinfo");
    expect(within(status).queryByRole("button", { name: /Outbox/ })).toBeNull();
    const first = bridge.all[0]?.details;
    bridge.post.items = outgoingOfEachState(first?.tenantId ?? "", first?.name ?? "");
    bridge.emit("outbox");
    const badge = await within(status).findByRole("button", { name: /7 in the outbox, 4 need you/ });
    await user.click(badge);
    await screen.findByRole("complementary", { name: "Outbox" });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(app.outbox.panel).toBe(false));
    expect(document.activeElement).toBe(badge);
    await user.keyboard("go");
    await screen.findByRole("complementary", { name: "Outbox" });
  });

  it("goes to the requests of all customers, and begins a new one for the chosen customer", async () => {
    const { app, bridge, user } = await open();
    await grid();
    await user.keyboard("gr");
    await waitFor(() => expect(bridge.title).toBe("Requests – Tenantry"));
    app.selection.select(bridge.all[0]?.details.tenantId ?? "");
    await user.keyboard("n");
    await waitFor(() => expect(app.outbox.request?.tenantId).toBe(app.selection.tenantId));
  });

  it("a network that comes back sends what waits", async () => {
    const { bridge } = await open();
    await grid();
    dispatchEvent(new Event("online"));
    await waitFor(() => expect(bridge.calls).toContain("outbox.send"));
  });
});
