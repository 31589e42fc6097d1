import { screen, waitFor } from "@testing-library/dom";
import { expect, test } from "vitest";
import type { ImportReport } from "../../bridge/bridge";
import { expectAccessible, mount } from "../../test/view";
import DropImport from "./DropImport.svelte";

const report: ImportReport = {
  file: "Customers.csv",
  read: 2,
  joined: 0,
  added: 2,
  updated: 0,
  unchanged: 0,
  waiting: false,
  bad: [],
};

const list = "Microsoft ID,Company name,Primary domain name\n";

/** Drags files over an element and drops them; says whether the browser would have gone on to show them. */
function drop(files: File[], on: Element = document.body, text = ""): boolean {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  if (text) dataTransfer.setData("text/plain", text);
  const event = (type: string) =>
    on.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  event("dragover");
  return event("drop");
}

const file = (name: string, text = list) => new File([text], name);

test("a dropped customer list is imported as it is, in whatever encoding", async () => {
  const got: string[] = [];
  const { app } = mount(DropImport, {
    customers: {
      importDropped: async (name, content) => {
        got.push(name, atob(content));
        return report;
      },
    },
  });
  expect(drop([new File([new Uint8Array([0xff, 0xfe, 0x41, 0x00])], "Customers.CSV")])).toBe(false);
  await waitFor(() => expect(app.notices.toasts[0]?.text).toBe("2 customers read from Customers.csv"));
  expect(got).toEqual(["Customers.CSV", "\xff\xfeA\x00"]);
});

test("lines that can't be taken are shown first, and the others are taken by a yes", async () => {
  const bad = [{ line: 3, column: "", message: "the name is empty", messageKey: "import_no_name" }];
  const { app, calls, container } = mount(DropImport, {
    customers: {
      importDropped: async () => ({ ...report, waiting: true, bad }),
      importGood: async () => report,
    },
  });
  drop([file("Customers.csv")]);
  await screen.findByRole("dialog", { name: "Some lines can’t be taken" });
  await expectAccessible(container);
  screen.getByRole("button", { name: /^Import the others/ }).click();
  await waitFor(() => expect(app.notices.toasts).toHaveLength(1));
  expect(calls).toContain("customers.importGood");
});

test("whatever else is dropped is refused with words, and never shown", async () => {
  const { app, calls } = mount(DropImport);
  const refused: [File[], RegExp][] = [
    [[file("a.csv"), file("b.csv")], /one file at a time/],
    [[file("report.html", "<script>alert(1)</script>")], /report\.html is no customer list/],
    [[file("folder")], /folder is no customer list/],
    [[new File([new ArrayBuffer(16 * 1024 * 1024 + 1)], "big.csv")], /big\.csv is larger than 16.MB/],
  ];
  for (const [files, words] of refused) {
    expect(drop(files)).toBe(false);
    await waitFor(() => expect(app.notices.toasts.at(-1)?.text).toMatch(words));
  }
  expect(calls).toEqual([]);
});

test("a file is not taken behind a dialog", async () => {
  const { app } = mount(DropImport);
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.showModal();
  expect(drop([file("Customers.csv")], dialog)).toBe(false);
  await waitFor(() => expect(app.notices.toasts[0]?.text).toMatch(/close the dialog first/));
  dialog.remove();
});

test("while a file is over the window there is a place for it, and text goes into fields alone", async () => {
  const { container } = mount(DropImport);
  const drag = (type: string, data: DataTransfer, on: Element = document.body) =>
    on.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  const files = new DataTransfer();
  files.items.add(file("Customers.csv"));
  drag("dragover", files);
  expect(await screen.findByText("Drop the customer list here")).toBeTruthy();
  await expectAccessible(container);
  drag("dragleave", files);
  await waitFor(() => expect(screen.queryByText("Drop the customer list here")).toBeNull());

  const link = new DataTransfer();
  link.setData("text/uri-list", "https://evil.example/");
  expect([drag("dragover", link), drag("drop", link)]).toEqual([false, false]);
  const field = document.body.appendChild(document.createElement("input"));
  expect([drag("dragover", link, field), drag("drop", link, field)]).toEqual([true, true]);
  field.remove();
});
