import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Fault, type RequestQuery } from "../../bridge/bridge";
import { FakeBridge } from "../../bridge/fake";
import { AppState } from "../../state/app.svelte";
import { requestPage, requestRow } from "../../test/requests";
import { expectAccessible, mount } from "../../test/view";
import WithApp from "../../test/WithApp.svelte";
import DeskView from "./DeskView.svelte";

async function desk(prepare: (bridge: FakeBridge) => Promise<unknown> = async () => {}) {
  const bridge = new FakeBridge({ customers: 60, preferences: { language: "en" } });
  await prepare(bridge);
  const app = new AppState(bridge);
  await app.start();
  app.navigation.go("desk");
  const { container } = render(WithApp, { app, view: DeskView });
  const user = userEvent.setup();
  return { bridge, app, container, user };
}

const grid = () => screen.findByRole("grid", { name: "Requests" });
const titles = async () =>
  within(await grid())
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).queryByRole("button")?.textContent);

/** A draft for the first customer. */
const draft = async (bridge: FakeBridge, title: string) => {
  const tenantId = bridge.all[0]?.details.tenantId ?? "";
  return bridge.outbox.save({ ...(await bridge.requests.prepare(tenantId, "", "", "en")), title });
};

test("all customers' requests stand here, what waits for us first, what is on its way among them", async () => {
  const { container } = await desk(async (bridge) => {
    const { localId } = await draft(bridge, "Printer offline");
    await bridge.outbox.queue(localId);
  });
  await waitFor(async () => expect((await titles())[0]).toBe("Printer offline"));
  const first = within(await grid()).getAllByRole("row")[1] as HTMLElement;
  expect(first.textContent).toContain("To be filed");
  expect(await screen.findByText(/^\d+ requests$/)).toBeTruthy();
  expect(screen.getByText("Oldest list read 3 min ago")).toBeTruthy();
  expect(screen.getByText("3 customers never read")).toBeTruthy();
  expect(screen.getByText(/opened inside a Microsoft portal may be missing/)).toBeTruthy();
  await expectAccessible(container);
});

test("a state with its count filters, and a filter that leaves nothing says what belongs there", async () => {
  const { bridge, container, user } = await desk();
  const { counts } = await bridge.requests.list({
    tenantId: "",
    state: "",
    text: "",
    minDays: 0,
    sort: "",
    desc: false,
    offset: 0,
    limit: 0,
  });
  expect(counts.open).toBeGreaterThan(0);
  await user.click(await screen.findByRole("button", { name: `Open ${counts.open}` }));
  await waitFor(async () =>
    expect((await grid()).getAttribute("aria-rowcount")).toBe(`${(counts.open ?? 0) + 1}`),
  );
  await user.click(screen.getByRole("button", { name: "Closed" }));
  expect(await screen.findByText("No closed request")).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole("button", { name: "Show all requests" }));
  await grid();
  expect(screen.getByRole("button", { name: "All", pressed: true })).toBeTruthy();
});

test("text and age are asked of the backend, and Esc clears the text", async () => {
  const asked: RequestQuery[] = [];
  mount(DeskView, {
    requests: {
      list: async (query) => {
        asked.push(query);
        return requestPage([requestRow("1")]);
      },
    },
  });
  await userEvent.type(await screen.findByRole("searchbox"), "mail");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Opened" }), "Over 7 days old");
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ text: "mail", minDays: 7, tenantId: "" }));
  await userEvent.type(screen.getByRole("searchbox"), "{Escape}");
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ text: "", minDays: 7 }));
});

test("a header sorts, the newest first", async () => {
  const { app, user } = await desk();
  await user.click(await screen.findByRole("button", { name: "Updated" }));
  expect(app.requests.desk.filter).toMatchObject({ sort: "updated", desc: true });
  expect(screen.getByRole("columnheader", { name: "Updated" }).getAttribute("aria-sort")).toBe("descending");
});

test("moving along the rows selects their customers; a request opens with its customer", async () => {
  const { app, user } = await desk();
  await waitFor(async () => expect((await titles())[1]).toBeTruthy());
  const [first, second] = app.requests.desk.rows;
  await waitFor(() => expect(document.activeElement?.textContent).toBe(first?.title));
  await user.keyboard("{ArrowDown}");
  expect(app.selection.tenantId).toBe(second?.tenantId);
  await user.keyboard("{Enter}");
  expect(app.navigation.view).toBe("requests");
  expect([app.requests.current.tenantId, app.requests.current.id]).toEqual([second?.tenantId, second?.id]);
});

test("coming back the keyboard is at the row that was left", async () => {
  const { app, user } = await desk();
  await waitFor(async () => expect((await titles())[1]).toBeTruthy());
  await user.keyboard("{ArrowDown}{ArrowDown}");
  const title = document.activeElement?.textContent;
  const key = app.requests.desk.selected;
  document.body.replaceChildren();
  render(WithApp, { app, view: DeskView });
  await waitFor(() => expect(document.activeElement?.textContent).toBe(title));
  expect(within(await grid()).getByRole("row", { selected: true }).textContent).toContain(title);
  expect(app.requests.desk.selected).toBe(key);
});

test("a new request begins from here, for the customer that is selected", async () => {
  const { app, user } = await desk();
  await grid();
  await user.click(screen.getByRole("button", { name: /New request/ }));
  expect(app.outbox.request).toMatchObject({ tenantId: app.selection.tenantId, localId: "" });
});

test("before the first sync nothing is claimed, and a request can be written all the same", async () => {
  const { app, container } = mount(DeskView, {
    requests: { list: async () => requestPage([], { asOf: null, unknown: 12 }) },
  });
  expect(await screen.findByText("No service requests were read yet")).toBeTruthy();
  expect(screen.getByText("12 customers never read")).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(screen.getAllByRole("button", { name: /New request/ }).at(-1) as HTMLElement);
  expect(app.outbox.request).not.toBeNull();
});

test("a list that can't be read says why and is tried again", async () => {
  let fails = true;
  mount(DeskView, {
    requests: {
      list: async () => {
        if (fails) throw new Fault({ kind: "corrupt", message: "unreadable", remedyKey: "rebuild-cache" });
        return requestPage([requestRow("1")]);
      },
    },
  });
  expect(await screen.findByText("The service requests can’t be shown")).toBeTruthy();
  fails = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Title of 1" })).toBeTruthy();
});
