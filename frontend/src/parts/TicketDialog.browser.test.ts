import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent as user } from "vitest/browser";
import type { Ticket, TicketQuery } from "../bridge/bridge";
import { refusal } from "../test/answers";
import { settle } from "../test/clock";
import type { Answers } from "../test/stub";
import { expectAccessible, mount } from "../test/view";
import TicketDialog from "./TicketDialog.svelte";

const ticket = (of: TicketQuery): Ticket => ({
  title: "EX1: Mail is late",
  markup: of.system === "halopsa" ? "html" : "plain",
  text: of.system === "halopsa" ? "<p>Mail is late</p>" : `Mail is late, for ${of.system}`,
  plain: "Mail is late, unmarked",
  link: "tenantry:incident/EX1",
});

/** Copying keeps for which system, unless that was the last one's too. */
const keeps = { settings: { save: async () => {} } };

async function show(answer: (of: TicketQuery) => Promise<Ticket>, more: Answers = {}) {
  const asked: TicketQuery[] = [];
  const shown = mount(TicketDialog, {
    ...more,
    portal: {
      ticket: async (of) => {
        asked.push(of);
        return answer(of);
      },
    },
  });
  shown.app.ticket = { tenantId: "t1", incident: "EX1" };
  await settle();
  return { ...shown, asked };
}

test("a matter is looked at as the chosen system takes it, and copied", async () => {
  const { app, asked, copied, container } = await show(async (of) => ticket(of), keeps);
  expect(screen.getByRole("dialog", { name: "Copy as ticket" })).toBeTruthy();
  expect(screen.getByText("Mail is late, unmarked")).toBeTruthy();
  await expectAccessible(container);
  await user.selectOptions(screen.getByLabelText("Ticket system"), "Autotask PSA");
  await settle();
  expect(screen.getByText("Mail is late, for autotask")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Copy the text" }));
  await settle();
  expect(copied).toEqual(["Mail is late, for autotask"]);
  expect(app.notices.toasts[0]?.text).toBe("Copied for Autotask PSA");
  expect(app.ticket).toBe(null);
  expect(asked.map((of) => [of.system, of.tenantId, of.incident, of.request, of.language])).toEqual([
    ["halopsa", "t1", "EX1", "", "en"],
    ["autotask", "t1", "EX1", "", "en"],
  ]);
});

test("the next one is for the system that was copied for last", async () => {
  const { app, asked } = await show(async (of) => ticket(of), keeps);
  await user.selectOptions(screen.getByLabelText("Ticket system"), "Markdown");
  await settle();
  app.ticket = null; // left: nothing was chosen by that
  await settle();
  expect(app.preferences.value.ticketSystem).toBe("");
  app.ticket = { tenantId: "t2", incident: "EX2" };
  await settle();
  await user.selectOptions(screen.getByLabelText("Ticket system"), "Autotask PSA");
  await settle();
  await user.click(screen.getByRole("button", { name: "Copy the text" }));
  await settle();
  app.ticket = { tenantId: "t3", incident: "EX3" };
  await settle();
  expect(app.preferences.value.ticketSystem).toBe("autotask");
  expect(asked.at(-1)).toMatchObject({ tenantId: "t3", system: "autotask" });
});

test("why there is none is said, and nothing can be copied", async () => {
  await show(async () => {
    throw refusal("notInTheOutbox");
  });
  expect(screen.getByRole("alert").textContent).toBeTruthy();
  expect((screen.getByRole("button", { name: "Copy the text" }) as HTMLButtonElement).disabled).toBe(true);
});
