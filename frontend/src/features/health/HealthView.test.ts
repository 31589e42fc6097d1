import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { expect, test } from "vitest";
import { ago, details, issue, problem, report } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import HealthView from "./HealthView.svelte";

async function show(answer = report()) {
  const window = mount(HealthView, {
    customers: { get: async () => details() },
    health: { report: async () => answer },
    sync: { refresh: async () => {}, status: () => new Promise(() => {}) },
    portal: { openURL: async () => {} },
  });
  window.app.selection.select("t1");
  await screen.findAllByText(/Fabrikam/);
  await screen.findByRole("button", { name: "Refresh" });
  await tick();
  return { ...window, answer };
}

test("the troubled service is open, the healthy ones are folded, and nothing fails axe", async () => {
  const { container } = await show();
  expect(
    screen.getByRole("button", { name: /Exchange Online Degraded Service degradation 1 open issue/ }),
  ).toHaveProperty("ariaExpanded", "true");
  expect(screen.getByText("Title of EX1")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Microsoft Teams/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "1 healthy service" }));
  expect(screen.getByRole("button", { name: /Microsoft Teams Healthy/ })).toBeTruthy();
  await expectAccessible(container);
});

test("older messages come on demand and a link in one opens through the backend", async () => {
  const { calls } = await show();
  const card = within(screen.getByRole("article", { name: "Title of EX1" }));
  expect(card.queryByText("older")).toBeNull();
  await userEvent.click(card.getByRole("button", { name: "Show 1 older message" }));
  expect(card.getByText("older")).toBeTruthy();
  const link = card.getByRole("link", { name: "link" });
  let followed = true;
  document.addEventListener("click", (e) => (followed = !e.defaultPrevented), { once: true });
  await userEvent.click(link);
  expect(followed).toBe(false);
  expect(calls).toContain("portal.openURL https://status.example/a");
});

test("arrows move among the services and open them", async () => {
  await show(
    report({
      services: [
        { id: "A", name: "A", status: "serviceInterruption", state: "outage", issues: [] },
        { id: "B", name: "B", status: "serviceDegradation", state: "degraded", issues: [issue("B1")] },
      ],
    }),
  );
  const [a, b] = screen.getAllByRole("button", { name: /^[AB] / });
  a?.focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(b);
  expect(screen.queryByText("Title of B1")).toBeNull();
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByText("Title of B1")).toBeTruthy();
  await userEvent.keyboard("{ArrowLeft}{Home}");
  expect(screen.queryByText("Title of B1")).toBeNull();
  expect(document.activeElement).toBe(a);
});

test("an old report stays on screen beside the reason why it is old, and the request id can be copied", async () => {
  const { copied, container } = await show(report({ asOf: ago(50), problem: problem() }));
  expect(screen.getByText("The app is not approved")).toBeTruthy();
  expect(screen.getByText(/Have an administrator of this customer approve the app/)).toBeTruthy();
  expect(screen.getByText("Title of EX1")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Copy Request ID" }));
  expect(copied).toEqual(["req-42"]);
  await expectAccessible(container);
});

test("a health that was never read is unknown with its reason, never healthy", async () => {
  const { container } = await show(
    report({
      asOf: null,
      state: "unknown",
      services: [],
      problem: problem({ kind: "denied", remedyKey: "assign-role" }),
    }),
  );
  expect(screen.getByText("The service health of Fabrikam is not known")).toBeTruthy();
  expect(screen.getByText("Access denied")).toBeTruthy();
  expect(screen.queryByText(/healthy/i)).toBeNull();
  await expectAccessible(container);
});

test("Refresh asks Microsoft for this customer", async () => {
  const { calls } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  expect(calls).toContain("sync.refresh t1");
});

test("a newer report keeps open what the reader opened", async () => {
  let answer = report();
  const window = mount(HealthView, {
    customers: {
      get: async () => details(),
      list: () => new Promise(() => {}),
      overview: () => new Promise(() => {}),
    },
    health: { report: async () => answer },
  });
  window.app.selection.select("t1");
  await userEvent.click(await screen.findByRole("button", { name: /Exchange Online/ }));
  expect(screen.queryByText("Title of EX1")).toBeNull();
  answer = report({ services: report().services.map((s) => ({ ...s, status: "serviceInterruption" })) });
  window.emit("customers");
  await screen.findByRole("button", { name: /Service interruption/ });
  expect(screen.queryByText("Title of EX1")).toBeNull();
});

test("an open issue begins a request about it, one that is over does not", async () => {
  const { app } = await show();
  const open = within(screen.getByRole("article", { name: "Title of EX1" }));
  await userEvent.click(open.getByRole("button", { name: "New request about this" }));
  expect(app.outbox.request).toMatchObject({ tenantId: "t1", incidentId: "EX1", localId: "" });
  await userEvent.click(screen.getByText("1 resolved issue"));
  const over = within(screen.getByRole("article", { name: "Title of EX0" }));
  expect(over.queryByRole("button", { name: "New request about this" })).toBeNull();
});
