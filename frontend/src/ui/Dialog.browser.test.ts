import { render } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { drawn, settle } from "../test/clock";
import Dialog from "./Dialog.svelte";

const children = createRawSnippet(() => ({ render: () => "<p>What it says</p>" }));
const open = async (onclose: () => void) => {
  const view = render(Dialog, { open: true, title: "Tag", closeLabel: "Close", onclose, children });
  const dialog = view.container.querySelector("dialog") as HTMLDialogElement;
  await drawn(() => expect(dialog.open).toBe(true));
  return { ...view, dialog };
};

test("a person who closes it is told of, by Esc and by its button", async () => {
  const onclose = vi.fn();
  const { dialog, rerender } = await open(onclose);
  await userEvent.keyboard("{Escape}");
  await drawn(() => expect(onclose).toHaveBeenCalledTimes(1));
  await rerender({ open: false });
  await rerender({ open: true });
  await userEvent.click(dialog.querySelector("button") as HTMLElement);
  await drawn(() => expect(onclose).toHaveBeenCalledTimes(2));
});

test("a parent that closes it is not told so: it may have opened another in its place", async () => {
  const onclose = vi.fn();
  const { dialog, rerender } = await open(onclose);
  const gone = new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  await rerender({ open: false });
  await gone;
  await settle();
  expect(dialog.open).toBe(false);
  expect(onclose).not.toHaveBeenCalled();
});

test("a parent that opens it again at once keeps it open", async () => {
  const onclose = vi.fn();
  const { dialog, rerender } = await open(onclose);
  const gone = new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  await rerender({ open: false });
  await rerender({ open: true });
  await gone; // of the first time
  await settle();
  expect(dialog.open).toBe(true);
  expect(onclose).not.toHaveBeenCalled();
});
