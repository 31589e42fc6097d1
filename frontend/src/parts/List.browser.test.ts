import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { userEvent as user } from "vitest/browser";
import CustomersView from "../features/customers/CustomersView.svelte";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { expectAccessible, mount } from "../test/view";

const [some] = answers.customers.list().customers;
if (!some) throw new Error("the story has no customers");
/** More than a window of rows. */
const all = Array.from({ length: 700 }, (_, i) => ({ ...some, tenantId: `t${i}`, name: `Customer ${i}` }));

async function open() {
  const stub = mount(
    CustomersView,
    {},
    {
      customers: {
        list: async ({ offset, limit }) =>
          answers.customers.list({ total: all.length, customers: all.slice(offset, offset + limit) }),
        keys: async () => all.map((c) => c.tenantId),
        rows: async (ids) => all.filter((c) => ids.includes(c.tenantId)).reverse(),
        get: async (id) => answers.details.outage({ tenantId: id }),
        position: async () => -1,
        overview: async () => answers.customers.overview(),
      },
      settings: { load: async () => answers.preferences(), save: async () => {} },
    },
  );
  await stub.app.preferences.load();
  stub.app.customers.resume();
  await settle();
  const grid = await screen.findByRole("grid", { name: "Customers" });
  const cells = (index: number) =>
    within(grid.querySelector<HTMLElement>(`[data-row="${index}"]`) as HTMLElement).getAllByRole("gridcell");
  await waitFor(() => expect(cells(0)[1]?.textContent).toContain("Customer 0"));
  const chosen = () =>
    within(grid)
      .getAllByRole("row", { selected: true })
      .map((row) => Number(row.dataset.row));
  await waitFor(() => expect(document.activeElement?.closest("[data-row]")).toBeTruthy());
  return { ...stub, grid, cells, chosen, choice: stub.app.customers.chooser.choice };
}

/** What the next copy puts on the clipboard. */
const copied = () =>
  new Promise<{ text: string; html: string }>((done) =>
    document.addEventListener(
      "copy",
      ({ clipboardData }) =>
        done({
          text: clipboardData?.getData("text/plain") ?? "",
          html: clipboardData?.getData("text/html") ?? "",
        }),
      { once: true },
    ),
  );

it("draws no more rows than a window can show, also where nothing bounds it", async () => {
  const { grid } = await open();
  grid.style.cssText += "flex: none; block-size: 40000px";
  await waitFor(() => expect(grid.clientHeight).toBe(40_000));
  await waitFor(() => expect(within(grid).queryByText("Customer 19")).toBeTruthy()); // it knows of its new size
  expect(within(grid).getAllByRole("row").length).toBeLessThan(40);
});

describe("rows are chosen", () => {
  it("by keys: one, a range, all of the list, none", async () => {
    const { grid, chosen, choice, container, calls } = await open();
    expect(grid.getAttribute("aria-multiselectable")).toBe("true");
    await user.keyboard("x{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(chosen()).toEqual([0, 2, 3, 4]));
    await screen.findByRole("group", { name: "4 chosen" });
    await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
    await waitFor(() => expect(chosen()).toEqual([0, 2, 3]));
    await expectAccessible(container);
    await user.keyboard("{Shift>}{End}{/Shift}");
    await waitFor(() => expect(choice.size).toBe(699)); // but the second
    expect(calls.filter((c) => c.startsWith("customers.keys"))).toHaveLength(1);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(choice.size).toBe(0));
    await user.keyboard("{Control>}a{/Control}");
    await waitFor(() => expect(choice.size).toBe(700));
    await screen.findByRole("group", { name: "700 chosen" });
    await user.click(screen.getByRole("button", { name: "Choose none" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Choose none" })).toBeNull());
    expect(document.activeElement?.closest("[data-row]"), "the focus is where it was").toBeTruthy();
  });

  it("by the pointer: with Ctrl, with Shift, by the box; on a button too", async () => {
    const { grid, cells, chosen, app } = await open();
    const box = (index: number) => grid.querySelector<HTMLElement>(`[data-row="${index}"] [data-mark]`);
    await user.click(cells(1)[1] as HTMLElement);
    await user.click(cells(3)[1] as HTMLElement, { modifiers: ["Shift"] });
    await waitFor(() => expect(chosen()).toEqual([1, 2, 3]));
    const health = within(cells(5)[2] as HTMLElement).getByRole("button");
    await user.click(health, { modifiers: ["ControlOrMeta"] });
    await waitFor(() => expect(chosen()).toEqual([1, 2, 3, 5]));
    expect(app.navigation.view).toBe("customers");
    await user.click(box(2) as HTMLElement);
    await waitFor(() => expect(chosen()).toEqual([1, 3, 5]));
    expect(app.selection.tenantId, "the box chooses and looks at nobody").toBe("t5");
  });
});

describe("what is copied", () => {
  it("is the row with the focus, or those that are chosen, as text and as a table, in the order of the list", async () => {
    const { app, choice } = await open();
    let copy = copied();
    await user.keyboard("{Control>}c{/Control}");
    expect((await copy).text).toMatch(
      /^Favourite\tName\tPrimary domain\tHealth\t.*\nFavourite\tCustomer 0\t[^\n]*$/,
    );
    await waitFor(() => expect(app.notices.toasts.at(-1)?.text).toBe("1 row copied"));
    await user.keyboard("{ArrowDown}x{ArrowUp}x");
    copy = copied();
    await user.keyboard("{Control>}c{/Control}");
    const { text, html } = await copy;
    expect(text.split("\n").map((line) => line.split("\t")[1])).toEqual(["Name", "Customer 0", "Customer 1"]);
    expect(html).toMatch(/^<table><tr><th>Favourite<\/th><th>Name<\/th>.*<td>Customer 1<\/td>/);
    void choice.add(["t650"]);
    await settle();
    copy = copied();
    await user.keyboard("{Control>}c{/Control}");
    expect((await copy).text.split("\n").map((line) => line.split("\t")[1])).toEqual([
      "Name",
      "Customer 0",
      "Customer 1",
      "Customer 650",
    ]);
  });
});

describe("the menu of a row", () => {
  const entries = async () =>
    (await screen.findAllByRole("menuitem")).map((entry) => entry.textContent?.trim());

  it("opens by a key at the row with the focus, and leaves the focus there", async () => {
    const { choice } = await open();
    await user.keyboard("{Shift>}{F10}{/Shift}");
    expect(await entries()).toEqual(expect.arrayContaining([expect.stringContaining("Copy the row")]));
    await user.keyboard("{Escape}");
    await waitFor(() =>
      expect(document.activeElement?.closest("[data-row]")?.getAttribute("data-row")).toBe("0"),
    );
    expect(choice.size).toBe(0);
  });

  it("is about all that are chosen if its row is among them, else about its row", async () => {
    const { cells } = await open();
    await user.keyboard("x{ArrowDown}x");
    await user.click(cells(1)[1] as HTMLElement, { button: "right" });
    expect(await entries()).toEqual(
      expect.arrayContaining([expect.stringContaining("Copy 2 rows"), "Add a tag…"]),
    );
    await user.keyboard("{Escape}");
    await user.click(cells(4)[1] as HTMLElement, { button: "right" });
    expect(await entries()).toEqual(expect.arrayContaining([expect.stringContaining("Copy the row")]));
  });
});
