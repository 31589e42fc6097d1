import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { userEvent as user } from "vitest/browser";
import type { ListFile } from "../bridge/bridge";
import CustomersView from "../features/customers/CustomersView.svelte";
import { saveView } from "../state/viewedits";
import { answers, refusal } from "../test/answers";
import { settle } from "../test/clock";
import { mount } from "../test/view";

const [some] = answers.customers.list().customers;
if (!some) throw new Error("the story has no customers");
/** More than a window of rows. */
const all = Array.from({ length: 700 }, (_, i) => ({
  ...some,
  tenantId: `t${i}`,
  name: `Customer ${i}`,
  asOf: "2026-11-23T09:00:00Z",
}));

async function open(file: () => Promise<string>) {
  const written: ListFile[] = [];
  const stub = mount(
    CustomersView,
    {
      lists: {
        export: async (list) => {
          written.push(list);
          return file();
        },
      },
    },
    {
      customers: {
        list: async ({ offset, limit }) =>
          answers.customers.list({ total: all.length, customers: all.slice(offset, offset + limit) }),
        keys: async () => all.map((c) => c.tenantId),
        rows: async (ids) => all.filter((c) => ids.includes(c.tenantId)).reverse(),
        get: async (id) => answers.details.outage({ tenantId: id }),
        position: async () => -1,
        count: async () => [0],
        overview: async () => answers.customers.overview(),
      },
      settings: {
        load: async () =>
          answers.preferences({
            lists: {
              customers: {
                order: ["name", "age", "tenantId", "favourite", "domain", "health", "requests", "tags"],
                hidden: ["favourite", "domain", "health", "requests", "tags"],
                widths: {},
                sort: "",
                desc: false,
                filter: {},
                view: "",
              },
            },
          }),
        save: async () => {},
      },
    },
  );
  await stub.app.preferences.load();
  stub.app.customers.resume();
  await settle();
  await screen.findByRole("grid", { name: "Customers" });
  stub.app.focusRows();
  await waitFor(() => expect(document.activeElement?.closest("[data-row]")).toBeTruthy());
  return { ...stub, written, said: () => stub.app.notices.toasts };
}

/** By the menu at the end of the head. */
async function exportAs(name: string, button = "Export the list") {
  const all = await screen.findAllByRole("button", { name: button });
  await user.click(all[0] as HTMLElement);
  await user.click(await screen.findByRole("menuitem", { name }));
}

const columns = [
  { id: "name", title: "Name", number: false },
  { id: "age", title: "Updated", number: false },
  { id: "tenantId", title: "Tenant ID", number: false },
];
const row = (i: number) => [`Customer ${i}`, "2026-11-23T09:00:00Z", `t${i}`];

describe("a list goes into a file", () => {
  it("whole, in its order, with the columns that are wanted and moments for ages", async () => {
    const { written, said, calls } = await open(async () => "/home/avery/Customers.csv");
    await exportAs("CSV…");
    await waitFor(() => expect(written).toHaveLength(1));
    expect(written[0]).toMatchObject({ name: "Customers", format: "csv", columns });
    expect(written[0]?.rows).toEqual(all.map((_, i) => row(i)));
    expect(written[0]?.about.slice(0, -1)).toEqual([
      "Customers: 700 rows, all that the list shows",
      "Sorted by Health",
    ]);
    await waitFor(() => expect(said()[0]?.text).toBe("700 rows saved in /home/avery/Customers.csv"));
    expect(calls.some((call) => call.startsWith("customers.rows"))).toBe(true);
  });

  it("or the rows that are chosen, under the name of the view", async () => {
    const { app, written } = await open(async () => "/home/avery/Mine.csv");
    saveView(app, "customers", "Mine");
    await user.keyboard("{ArrowDown}x{Shift>}{ArrowDown}{/Shift}");
    await exportAs("Excel workbook…", "Export 2 rows…");
    await waitFor(() => expect(written).toMatchObject([{ name: "Mine", rows: [row(1), row(2)] }]));
    expect(written[0]?.about[0]).toBe("Customers: 2 rows of 700, as chosen");
  });

  it("and says what the list left out, and how it is sorted", async () => {
    const { app, written } = await open(async () => "");
    app.customers.ask({ text: "köln", tag: "Gold", health: "outage", sort: "name", desc: true });
    await settle();
    await exportAs("JSON…");
    await waitFor(() => expect(written).toHaveLength(1));
    expect(written[0]?.about.slice(1, -1)).toEqual([
      "Filter: “köln” · Outage · tag Gold",
      "Sorted by Name, from the end",
    ]);
  });

  it("or the row whose menu it is", async () => {
    const { written } = await open(async () => "/home/avery/One.csv");
    await user.keyboard("{ArrowDown}{Shift>}{F10}{/Shift}");
    await user.click(await screen.findByRole("menuitem", { name: "Export the row…" }));
    await waitFor(() => expect(written).toMatchObject([{ name: "Customers", rows: [row(1)] }]));
  });

  it("not where the user thinks better of it: nothing is said", async () => {
    const { written, said } = await open(async () => "");
    await exportAs("CSV…");
    await waitFor(() => expect(written).toHaveLength(1));
    await settle();
    expect(said()).toEqual([]);
  });

  it("or says why it does not", async () => {
    const { said } = await open(async () => {
      throw refusal("notInTheOutbox");
    });
    await exportAs("CSV…");
    await waitFor(() => expect(said()[0]?.tone).toBe("error"));
  });

  it("and what was saved is shown in its folder", async () => {
    const { said, calls, allowed } = await open(async () => "/home/avery/Customers.csv");
    Object.assign(allowed, { lists: { show: async () => {} } });
    await exportAs("CSV…");
    await waitFor(() => expect(said()).toHaveLength(1));
    said()[0]?.action?.run();
    await settle();
    expect(calls.at(-1)).toBe("lists.show /home/avery/Customers.csv");
  });
});
