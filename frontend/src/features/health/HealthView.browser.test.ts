import { screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { HealthReport, ServiceHealth } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { ago, issue, over } from "../../test/samples";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import HealthView from "./HealthView.svelte";

const customer = answers.details.old();
const { tenantId } = customer;
/** A report of one troubled service, with an issue that is open and one that is over, among healthy ones. */
const report = (more: Partial<HealthReport> = {}) => {
  const told = answers.health.degraded({ tenantId, asOf: ago(1) });
  const services = told.services.map((s) =>
    s.issues.length > 0 ? { ...s, issues: [...s.issues, over("EX0")] } : s,
  );
  return { ...told, services, ...more };
};
const troubled = report().services.find((s) => s.issues.length > 0) as ServiceHealth;
const healthy = report().services.filter((s) => s.issues.length === 0);
const [open] = troubled.issues;
if (!open) throw new Error("the story has an open issue");

async function show(answer = report()) {
  const window = mount(
    HealthView,
    { health: { report: async () => answer } },
    {
      customers: { get: async () => customer, list: never, overview: never },
      sync: { refresh: async () => {}, status: never },
      portal: { openURL: async () => {} },
    },
  );
  window.app.selection.select(tenantId);
  await screen.findByRole("button", { name: "Refresh" });
  await settle();
  return window;
}

test("the troubled service is open, the healthy ones are folded, and nothing fails axe", async () => {
  const { container } = await show();
  const name = new RegExp(`${troubled.name} Degraded .* 1 open issue`);
  expect(screen.getByRole("button", { name })).toHaveProperty("ariaExpanded", "true");
  expect(screen.getByRole("article", { name: open.title })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Microsoft Teams/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: `${healthy.length} healthy services` }));
  expect(screen.getByRole("button", { name: /Microsoft Teams Healthy/ })).toBeTruthy();
  await expectAccessible(container);
});

test("the newest message is shown, older ones come on demand, and a link in one opens through the backend", async () => {
  const { calls } = await show();
  const [newest, older] = open.posts;
  if (!newest || !older) throw new Error("the story tells of the issue twice");
  expect(Date.parse(newest.at ?? "")).toBeGreaterThan(Date.parse(older.at ?? ""));
  const link = /href="([^"]+)"[^>]*>([^<]+)</.exec(older.html);
  const card = within(screen.getByRole("article", { name: open.title }));
  expect(card.getByText(/points to a recent change/)).toBeTruthy();
  expect(card.queryByText(link?.[2] ?? "")).toBeNull();
  await userEvent.click(card.getByRole("button", { name: "Show 1 older message" }));
  let followed = true;
  document.addEventListener("click", (e) => (followed = !e.defaultPrevented), { once: true });
  await userEvent.click(card.getByRole("link", { name: link?.[2] }));
  expect(followed).toBe(false);
  expect(calls).toContain(`portal.openURL ${link?.[1]}`);
});

test("who comes for an issue has its service open, and it in view, though another comes first", async () => {
  const second = {
    id: "B",
    name: "B",
    status: "serviceDegradation",
    state: "degraded" as const,
    issues: [issue("B1")],
  };
  const { app } = await show(
    report({ services: [{ ...second, id: "A", name: "A", state: "outage", issues: [issue("A1")] }, second] }),
  );
  expect(screen.queryByRole("article", { name: "Title of B1" })).toBeNull();
  app.health.lookFor(tenantId, "B1");
  const wanted = await screen.findByRole("article", { name: "Title of B1" });
  expect(wanted.ariaCurrent).toBe("true");
  expect(screen.queryByRole("article", { name: "Title of A1" })).toBeNull();
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
  vi.setSystemTime("2026-11-23T13:00:00Z"); // after the reading that failed
  const old = answers.health.old();
  const { copied, container } = await show(old);
  expect(screen.getByText("The app is not approved")).toBeTruthy();
  expect(screen.getByText(/Have an administrator of this customer approve the app/)).toBeTruthy();
  expect(screen.getByText(/^Read 2 h ago$/)).toBeTruthy();
  const title = old.services.flatMap((s) => s.issues).find((i) => i.open)?.title ?? "";
  expect(screen.getByRole("article", { name: title })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Copy Request ID" }));
  expect(copied).toEqual([old.problem?.requestId]);
  await expectAccessible(container);
});

test("a health that was never read is unknown with its reason, never healthy", async () => {
  const { container } = await show(answers.health.noRole({ tenantId, name: customer.name }));
  expect(screen.getByText(`The service health of ${customer.name} is not known`)).toBeTruthy();
  expect(screen.getByText("Access denied")).toBeTruthy();
  expect(screen.queryByText(/healthy/i)).toBeNull();
  await expectAccessible(container);
});

test("Refresh asks Microsoft for this customer", async () => {
  const { calls } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  expect(calls).toContain(`sync.refresh ${tenantId}`);
});

test("a newer report keeps open what the reader opened", async () => {
  const window = await show();
  const name = new RegExp(troubled.name);
  await userEvent.click(screen.getByRole("button", { name }));
  expect(screen.queryByRole("article", { name: open.title })).toBeNull();
  const services = report().services.map((s) => ({ ...s, status: "serviceInterruption" }));
  window.expected.health = { report: async () => report({ services }) };
  window.emit("customers");
  await screen.findAllByRole("button", { name: /Service interruption/ });
  expect(screen.queryByRole("article", { name: open.title })).toBeNull();
});

test("an open issue begins a request about it, one that is over does not", async () => {
  const { app } = await show();
  const card = within(screen.getByRole("article", { name: open.title }));
  await userEvent.click(card.getByRole("button", { name: "New request about this" }));
  expect(app.outbox.request).toMatchObject({ tenantId, incidentId: open.id, localId: "" });
  const resolved = within(screen.getByRole("article", { name: "Title of EX0" }));
  expect(resolved.queryByRole("button", { name: "New request about this" })).toBeNull();
});

test("what was resolved stands there for a day and is folded then", async () => {
  await show();
  const resolved = screen.getByRole("article", { name: "Title of EX0" });
  expect(resolved.closest("details")).toBeNull();
  expect(resolved.textContent).toMatch(/Resolved since 22 Nov 2026, \d\d:\d\d/);
  vi.setSystemTime("2026-11-24T10:20:00Z");
  await vi.advanceTimersByTimeAsync(60_000);
  await userEvent.click(screen.getByText("1 resolved issue"));
  expect(screen.getByRole("article", { name: "Title of EX0" }).closest("details")).not.toBeNull();
});

test("what Microsoft tells of no more says so, and since when nobody heard of it", async () => {
  const gone = {
    open: false,
    resolved: false,
    state: "unknown",
    overSince: ago(20),
    lastToldAt: ago(40),
  } as const;
  await show(
    report({
      services: [
        { id: "A", name: "A", status: "serviceOperational", state: "healthy", issues: [issue("A1", gone)] },
      ],
    }),
  );
  await userEvent.click(screen.getByRole("button", { name: /^A Healthy .* 1 ended .24 h./ }));
  expect(screen.getByRole("article", { name: "Title of A1" }).textContent).toMatch(
    /No longer told by Microsoft, last told 21 Nov 2026/,
  );
});
