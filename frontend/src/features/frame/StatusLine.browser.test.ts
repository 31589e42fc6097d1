import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { OutboxPage } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { problem } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import StatusLine from "./StatusLine.svelte";

const show = async (page: OutboxPage) => {
  const { app, container } = mount(StatusLine, { outbox: { list: async () => page } });
  app.outbox.refresh();
  await settle();
  return container;
};
const button = () => screen.queryByRole("button", { name: /^Outbox/ });

test("the outbox is offered for what is in it", async () => {
  const container = await show(answers.outbox.list());
  expect(button()).not.toBeNull();
  await expectAccessible(container);
});

test("an empty outbox takes no room", async () => {
  await show(answers.outbox.empty());
  expect(button()).toBeNull();
});

test.each([{ damaged: [problem()] }, { elsewhere: 2 }])(
  "what can't be shown is not hidden: %o",
  async (over) => {
    await show(answers.outbox.empty(over));
    expect(button()).not.toBeNull();
  },
);
