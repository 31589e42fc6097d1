import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeAll, describe, expect, it } from "vitest";
import { userEvent as user } from "vitest/browser";
import { Fault } from "./bridge/bridge";
import { answers } from "./test/answers";
import { settle } from "./test/clock";
import { expectAccessible } from "./test/view";
import { all, found, grid, open, shown, worst } from "./test/window";
import { features, late } from "./views";

// What the window fetches later is fetched before: a test does not wait for the transformer.
beforeAll(() => Promise.all([late(), ...features.map((f) => f.load())]));

describe("the window", () => {
  it("shows the customers, worst first, with the counts beside", async () => {
    const { container } = await open();
    await shown(all);
    expect([all[0]?.health, all.at(-1)?.health]).toEqual(["outage", "healthy"]);
    expect((await grid()).getAttribute("aria-rowcount")).toBe(`${all.length + 1}`);
    expect(screen.getByRole("columnheader", { name: "Health" }).getAttribute("aria-sort")).toBe("ascending");
    expect(screen.getByRole("contentinfo").textContent).toMatch(/Online/);
    expect(screen.queryByRole("complementary")).toBeNull();
    await user.click(within(await grid()).getByTitle(all[0]?.name ?? ""));
    await screen.findByRole("complementary", { name: "Details" });
    await expectAccessible(container);
  });

  it("finds at every key and opens the first with Enter, in the window's title too", async () => {
    const { title, calls } = await open();
    await grid();
    await user.keyboard("/");
    await user.keyboard("co");
    await shown(found);
    expect(calls.filter((c) => c.startsWith("customers.list")).at(-1)).toContain('"text":"co"');
    const first = found[0]?.name;
    await user.keyboard("{Enter}");
    await waitFor(() => expect(title()).toBe(`${first} – Overview – Tenantry`));
    await user.keyboard("h");
    await waitFor(() => expect(title()).toBe(`${first} – Health – Tenantry`));
    await user.keyboard("{Escape}{Escape}");
    await waitFor(() => expect(title()).toBe("Customers – Tenantry"));
  });

  it("goes from the search into the rows and along them", async () => {
    const { app } = await open();
    await grid();
    await user.keyboard("/{ArrowDown}");
    await waitFor(() => expect(app.selection.tenantId).toBe(all[0]?.tenantId));
    await waitFor(() => expect(document.activeElement?.getAttribute("data-cell")).toBe("0:1"));
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.getAttribute("data-cell")).toBe("2:1"));
    expect(app.selection.tenantId).toBe(all[2]?.tenantId);
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(document.activeElement?.tagName).toBe("BUTTON"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(app.navigation.view).toBe("health"));
  });

  it("what is typed after `t` is a tag and no command, however long the customer takes to be read", async () => {
    const [row] = all;
    const kept = answers.details.outage({ ...row, tags: ["vip"] });
    let read = () => {};
    const reading = new Promise<void>((done) => (read = done));
    const { app, calls, titles } = await open({
      customers: {
        get: () => reading.then(() => structuredClone(kept)),
        setTags: async (_, tags) => {
          kept.tags = tags;
        },
      },
    });
    await user.click(within(await grid()).getByTitle(row?.name ?? ""));
    const before = titles.length;
    await user.keyboard("tnew, g r h key account{Enter}lyo");
    expect([titles.length, app.outbox.request]).toEqual([before, null]);
    expect(screen.getByRole("button", { name: "Remove the tag g r h key account" })).toBeTruthy();
    expect(calls.filter((c) => c.startsWith("customers.setTags"))).toEqual([]);
    read();
    await screen.findByRole("button", { name: "Remove the tag vip" });
    await waitFor(() => expect(kept.tags).toEqual(["vip", "new", "g r h key account"]));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Add a tag" });
    expect([document.activeElement, field.value]).toEqual([field, "lyo"]);
  });

  it("sorts by a header, says so, and keeps it", async () => {
    const { app } = await open();
    await grid();
    await user.click(screen.getByRole("button", { name: "Name" }));
    const header = screen.getByRole("columnheader", { name: "Name" });
    expect(header.getAttribute("aria-sort")).toBe("ascending");
    await user.click(screen.getByRole("button", { name: "Name" }));
    expect(header.getAttribute("aria-sort")).toBe("descending");
    expect(app.preferences.look("customers")).toMatchObject({ sort: "name", desc: true });
  });

  it("no match says what was looked in, and leads back", async () => {
    const { container } = await open({
      customers: {
        list: async ({ text }) => (text ? answers.customers.noMatch() : answers.customers.list()),
      },
    });
    await grid();
    await user.keyboard("/zzzz");
    await screen.findByText("No customer matches");
    await expectAccessible(container);
    await user.click(screen.getByRole("button", { name: "Show all customers" }));
    await grid();
  });

  it("shows every key that works, in the chosen language", async () => {
    const { app } = await open({}, "fr");
    await grid();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Raccourcis clavier" });
    for (const action of app.actions.list.filter((a) => a.keys)) {
      expect(within(dialog).getAllByText(action.label()), action.id).not.toEqual([]);
    }
    await expectAccessible(dialog);
  });

  it("runs a command by its words", async () => {
    const { app } = await open();
    await grid();
    await user.keyboard("{Control>}{Shift>}P{/Shift}{/Control}");
    const field = await screen.findByRole("combobox", { name: "Find a command" });
    await user.fill(field, "inc");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(app.navigation.view).toBe("incidents"));
  });

  it("without a network says since when, and never takes unknown for healthy", async () => {
    const { container } = await open({ sync: { status: async () => answers.sync.offline() } });
    await screen.findByText(/^Offline. Showing what was known at/);
    expect(screen.getByRole("contentinfo").textContent).toContain("Offline");
    const rows = within(await grid())
      .getAllByRole("row")
      .slice(1);
    const unknown = rows.filter((_, i) => all[i]?.health === "unknown").map((row) => row.textContent);
    expect(unknown).toHaveLength(4);
    for (const text of unknown) expect(text).toMatch(/^(?!.*Healthy).*Unknown/s);
    await expectAccessible(container);
  });

  it("tells the lists that a sync could not read by their names, each reason once, until it is put away", async () => {
    const { problem } = answers.sync.offline();
    if (!problem) throw new Error("the story has no failure of a sync");
    const fails = { ...problem, kind: "denied", tenantId: "", messageKey: "service_denied" };
    const denied = (name: string, service = "Partner Center") => ({ ...fails, name, params: { service } });
    let lists = [denied("partnercenter"), denied("service requests"), denied("gdap", "Graph")];
    const { emit } = await open({ sync: { status: async () => answers.sync.done({ lists }) } });
    const told = await screen.findByText(
      /whole: Partner Center’s customers, Partner Center’s service requests,? and delegated administration/,
    );
    await user.click(told);
    const why = within(told.parentElement as HTMLElement);
    expect(why.getAllByRole("note")).toHaveLength(2);
    expect(why.getByText("Partner Center denies access").checkVisibility()).toBe(true);
    expect(why.getAllByText(/^Check the network/)).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    emit("sync");
    await settle();
    expect(screen.queryByText(/Lists not read/)).toBeNull();
    lists = [denied("gdap", "Graph"), { ...denied("contract"), messageKey: "sync_collapse" }];
    emit("sync");
    await screen.findByText("Lists not read, or not whole: delegated administration (GDAP).");
    lists = [];
    emit("sync");
    await waitFor(() => expect(screen.queryByText(/Lists not read/)).toBeNull());
  });

  it("puts customers without delegated access that a search finds below a heading, and counts them apart", async () => {
    const [row] = found;
    const rows = ["a", "b", "c"].map((id) => ({ ...(row as (typeof found)[0]), tenantId: id, name: id }));
    const page = answers.customers.found({ total: 3, without: 1, customers: rows });
    const { app } = await open({
      customers: { list: async ({ text }) => (text ? page : answers.customers.list()) },
    });
    await user.fill(screen.getByRole("searchbox"), "x");
    const heading = await screen.findByRole("rowheader", { name: "1 customer without delegated access" });
    const lines = within(await grid()).getAllByRole("row");
    const at = (el: Element | null | undefined) => Number(el?.getAttribute("aria-rowindex"));
    const line = at(heading.parentElement);
    const others = lines.map(at).filter((index) => index > 1 && index !== line);
    expect(others.map((index) => index - line)).toEqual([-2, -1, 1]);
    expect((await grid()).getAttribute("aria-rowcount")).toBe("5");
    expect(screen.getByText(`2 / ${app.overview.value?.customers}`)).toBeTruthy();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(app.selection.tenantId).toBe("c");
  });

  it("says that the cache was rebuilt, once", async () => {
    let notices = [{ key: "cache-rebuilt", text: "", path: "cache.bad-1" }];
    const { calls, emit } = await open({
      session: {
        status: async () => answers.session.signedIn({ notices }),
        dismissNotice: async () => {
          notices = [];
          emit("session");
        },
      },
    });
    await screen.findByText(/could not be read and was set aside/);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(screen.queryByText(/was set aside/)).toBeNull());
    expect(calls).toContain("session.dismissNotice cache-rebuilt");
  });

  it("says what the program tells in whole sentences, with the place beside it", async () => {
    const notices = [
      { key: "journal-restored", text: "", messageKey: "program_journal_restored", path: "" },
      { key: "crashed", text: "", messageKey: "program_crashed", path: "logs/crash-1.txt" },
    ];
    await open({ session: { status: async () => answers.session.signedIn({ notices }) } });
    await screen.findByText(/^One of the two copies .* made anew from the other\.$/);
    screen.getByText(/^Tenantry ended unexpectedly .* written down\.$/);
    screen.getByText("logs/crash-1.txt");
  });

  it("begins with the three ways when there is nothing yet", async () => {
    const { container } = await open({
      customers: {
        list: async () => answers.customers.none(),
        overview: async () => answers.customers.overviewOfNone(),
      },
      session: { status: async () => answers.session.signedOut() },
    });
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
    const { expected } = await open({ customers: { list: () => Promise.reject(fault) } });
    await screen.findByText("cache can’t be opened");
    expected.customers = {};
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await grid();
  });

  it("shows the progress of a sync and stops it", async () => {
    let status = answers.sync.done();
    const becomes = async (running: boolean) => {
      status = answers.sync.done({ running, phase: running ? "reading" : "", done: 5, total: all.length });
      emit("sync");
    };
    const { emit } = await open({
      sync: { status: async () => status, start: () => becomes(true), cancel: () => becomes(false) },
    });
    await grid();
    await user.keyboard("{F5}");
    await screen.findByRole("progressbar");
    await user.click(screen.getByRole("button", { name: "Stop the sync" }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });

  it("the outbox's number stands in the status line and opens it, as its key does", async () => {
    const { app, emit, allowed } = await open();
    await grid();
    const status = screen.getByRole("contentinfo");
    expect(within(status).queryByRole("button", { name: /Outbox/ })).toBeNull();
    const { onTheirWay, needsYou } = answers.outbox.list();
    allowed.outbox = { list: async () => answers.outbox.list() };
    emit("outbox");
    const name = new RegExp(`${onTheirWay} in the outbox, ${needsYou} need you`);
    const badge = await within(status).findByRole("button", { name });
    await user.click(badge);
    await screen.findByRole("complementary", { name: "Outbox" });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(app.outbox.panel).toBe(false));
    expect(document.activeElement).toBe(badge);
    await user.keyboard("go");
    await screen.findByRole("complementary", { name: "Outbox" });
  });

  it("goes to the requests of all customers, and begins a new one for the chosen customer", async () => {
    const { app, title } = await open();
    await grid();
    await user.keyboard("gr");
    await waitFor(() => expect(title()).toBe("Requests – Tenantry"));
    await settle();
    app.selection.select(worst?.tenantId ?? "");
    await user.keyboard("n");
    await waitFor(() => expect(app.outbox.request?.tenantId).toBe(worst?.tenantId));
  });

  it("a network that comes back sends what waits, and reads the customers", async () => {
    await open({ outbox: { send: async () => {} }, sync: { start: async () => {} } });
    await grid();
    dispatchEvent(new Event("online"));
    await settle();
  });
});
