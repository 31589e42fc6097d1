import { expect, it } from "vitest";
import { Choice } from "../lib/choice.svelte";
import { AppState } from "../state/app.svelte";
import { answers } from "../test/answers";
import { stubBridge } from "../test/stub";
import type { Column } from "../ui/grid";
import { whole } from "./whole";

const columns: Column<string>[] = [
  { id: "name", title: "Name", sortable: true, text: (row) => row },
  { id: "since", title: "Since", sortable: true },
  { id: "other", title: "Other" },
];

async function open(sort = "") {
  const kept = answers.preferences({
    lists: { some: { order: [], hidden: [], widths: {}, sort, desc: true, filter: {}, view: "" } },
  });
  const { bridge } = stubBridge({}, { settings: { load: async () => kept, save: async () => {} } });
  const app = new AppState(bridge);
  await app.preferences.load();
  const rows = ["b", "a"];
  const choice = new Choice();
  const list = whole<string>(app, {
    name: "some",
    label: () => "Some",
    columns: () => columns,
    rows: () => rows,
    key: (row) => row,
    choice: () => choice,
    first: "name",
    down: ["since"],
  });
  return { list, look: () => app.preferences.look("some") };
}

it("a list stays sorted as it was left: the same column again turns it round", async () => {
  const { list, look } = await open("since");
  expect([list.sort, list.desc]).toEqual(["since", true]);
  list.onsort("since");
  expect([list.sort, list.desc, look().sort, look().desc]).toEqual(["since", false, "since", false]);
  list.onsort("name");
  expect([list.sort, list.desc]).toEqual(["name", false]);
  list.onsort("since");
  expect([list.sort, list.desc], "the newest first").toEqual(["since", true]);
});

it.each(["", "other", "shoe size"])("what it can't be sorted by (%s) is as at first", async (sort) => {
  const { list } = await open(sort);
  expect([list.sort, list.desc]).toEqual(["name", false]);
  list.onsort("name");
  expect([list.sort, list.desc]).toEqual(["name", true]);
});

it("has its rows at hand for whoever chooses", async () => {
  const { list } = await open();
  expect([list.total, list.row(1), list.chooser.keys(0, 2)]).toEqual([2, "a", ["b", "a"]]);
});
