import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Handed } from "../../state/outbox.svelte";
import { answers } from "../../test/answers";
import { outboxPage } from "../../test/samples";
import type { Answers } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import HandedDialog from "./HandedDialog.svelte";

const handed: Handed = { ...answers.outbox.handOff(), copied: true };
const { item } = handed;
const show = (expected: Answers = {}, over: Partial<Handed> = {}) => {
  const view = mount(HandedDialog, expected, { outbox: { list: async () => outboxPage([item]) } });
  view.app.outbox.handed = { ...handed, ...over };
  return view;
};
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

test("leads through the steps, copies title and text apart, and opens the page again", async () => {
  const { copied, calls } = show({ portal: { openURL: async () => {} } });
  const dialog = await screen.findByRole("dialog", { name: `File the request for ${item.customer}` });
  await expectAccessible(dialog);
  await press("Copy the title");
  await press("Copy the text");
  expect(copied).toEqual([handed.title, handed.text.slice(handed.title.length).trimStart()]);
  await press("Open it again");
  expect(calls).toContain(`portal.openURL ${handed.url}`);
});

test("claims neither an open page nor a full clipboard where there is none", async () => {
  show({}, { opened: false, copied: false });
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("could not be opened");
  expect(dialog.textContent).toContain("The clipboard took nothing");
  expect(dialog.textContent).not.toMatch(/is open in your browser|are on your clipboard/);
  expect(screen.getByRole("button", { name: "Open the page" })).toBeTruthy();
  await expectAccessible(dialog);
});

test("the number closes it, and so does putting it off", async () => {
  const { app, calls } = show({ outbox: { filed: async () => item } });
  await userEvent.type(await screen.findByRole("textbox"), "26112100042{Enter}");
  await waitFor(() => expect(app.outbox.handed).toBeNull());
  expect(calls).toContain(`outbox.filed ${item.localId} 26112100042`);
  app.outbox.handed = handed;
  await press("Later");
  await waitFor(() => expect(app.outbox.handed).toBeNull());
});
