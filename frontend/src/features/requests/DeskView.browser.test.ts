import { render, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent as user } from "vitest/browser";
import { Fault, type RequestPage, type RequestQuery } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { requestPage, requestRow } from "../../test/samples";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import WithApp from "../../test/WithApp.svelte";
import DeskView from "./DeskView.svelte";

/** The desk over what the backend answers to each question. */
function desk(list: (query: RequestQuery) => RequestPage) {
  const asked: RequestQuery[] = [];
  const view = mount(
    DeskView,
    {
      requests: {
        list: async (query) => {
          asked.push(query);
          return list(query);
        },
      },
    },
    { customers: { get: never }, requests: { get: never } },
  );
  view.app.navigation.go("desk");
  return { ...view, asked };
}

const grid = () => screen.findByRole("grid", { name: "Requests" });
const titles = async () =>
  within(await grid())
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).queryByRole("button")?.textContent);

test("all customers' requests stand here, what waits for us first, what is on its way among them", async () => {
  const page = answers.requests.deskWithOutgoing({ unknown: 3 });
  const { container } = desk(() => page);
  await waitFor(async () =>
    expect((await titles()).slice(0, 5)).toEqual(page.requests.slice(0, 5).map((r) => r.title)),
  );
  const rows = within(await grid()).getAllByRole("row");
  const queued = page.requests.findIndex((r) => r.state === "queued" && r.channel === "portal");
  expect(rows[queued + 1]?.textContent).toContain("To be filed");
  expect(await screen.findByText(`${page.total} requests`)).toBeTruthy();
  expect(screen.getByText(/^Oldest list read 1\d min ago$/)).toBeTruthy();
  expect(screen.getByText("3 customers never read")).toBeTruthy();
  expect(screen.getByText(/opened inside a Microsoft portal may be missing/)).toBeTruthy();
  await expectAccessible(container);
});

test("a state with its count filters, and a filter that leaves nothing says what belongs there", async () => {
  const { counts } = answers.requests.desk();
  const { container, asked } = desk(({ state }) => {
    if (state === "closed") return answers.requests.noMatch();
    return answers.requests.desk();
  });
  expect(counts.open).toBeGreaterThan(0);
  await user.click(await screen.findByRole("button", { name: `Open ${counts.open}` }));
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ state: "open", offset: 0 }));
  await user.click(screen.getByRole("button", { name: `Closed ${counts.closed}` }));
  expect(await screen.findByText("No closed request")).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getByRole("button", { name: "Show all requests" }));
  await grid();
  expect(screen.getByRole("button", { name: "All", pressed: true })).toBeTruthy();
});

test("text and age are asked of the backend, and Esc clears the text", async () => {
  const { asked } = desk(() => requestPage([requestRow("1")]));
  await user.type(await screen.findByRole("searchbox"), "mail");
  await user.selectOptions(screen.getByRole("combobox", { name: "Opened" }), "Over 7 days old");
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ text: "mail", minDays: 7, tenantId: "" }));
  await user.type(screen.getByRole("searchbox"), "{Escape}");
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ text: "", minDays: 7 }));
});

test("a header sorts, the newest first", async () => {
  const { asked } = desk(() => answers.requests.desk());
  await user.click(await screen.findByRole("button", { name: "Updated" }));
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ sort: "updated", desc: true }));
  expect(screen.getByRole("columnheader", { name: "Updated" }).getAttribute("aria-sort")).toBe("descending");
});

test("moving along the rows selects their customers; a request opens with its customer", async () => {
  const { app } = desk(() => answers.requests.desk());
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
  const { app } = desk(() => answers.requests.desk());
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
  const { app } = desk(() => answers.requests.desk());
  await grid();
  await settle();
  await user.click(screen.getByRole("button", { name: /New request/ }));
  expect(app.outbox.request).toMatchObject({ tenantId: app.selection.tenantId, localId: "" });
});

test("before the first sync nothing is claimed, and a request can be written all the same", async () => {
  const { app, container } = desk(() => answers.requests.neverRead({ unknown: 12 }));
  expect(await screen.findByText("No service requests were read yet")).toBeTruthy();
  expect(screen.getByText("12 customers never read")).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getAllByRole("button", { name: /New request/ }).at(-1) as HTMLElement);
  expect(app.outbox.request).not.toBeNull();
});

test("a list that can't be read says why and is tried again", async () => {
  let fails = true;
  desk(() => {
    if (fails) throw new Fault({ kind: "corrupt", message: "unreadable", remedyKey: "rebuild-cache" });
    return requestPage([requestRow("1")]);
  });
  expect(await screen.findByText("The service requests can’t be shown")).toBeTruthy();
  fails = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Title of 1" })).toBeTruthy();
});
