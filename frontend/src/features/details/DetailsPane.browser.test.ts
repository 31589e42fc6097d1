import { screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { type CustomerDetails, Fault } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { ahead, delegation } from "../../test/samples";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import DetailsPane from "./DetailsPane.svelte";

const other = answers.details.healthy({ tags: ["lyon"] });

/** The pane of a customer, over a backend that stores marks. */
async function show(first: CustomerDetails = answers.details.outage({ tags: ["vip"], favourite: false })) {
  const kept = new Map([other, first].map((c) => [c.tenantId, structuredClone(c)]));
  const change = async (id: string, part: Partial<CustomerDetails>) => {
    kept.set(id, { ...(kept.get(id) ?? first), ...part });
  };
  const window = mount(
    DetailsPane,
    { customers: { get: async (id) => structuredClone(kept.get(id) ?? first) } },
    {
      customers: {
        setTags: (id, tags) => change(id, { tags }),
        setAliases: (id, aliases) => change(id, { aliases }),
        setFavourite: (id, favourite) => change(id, { favourite }),
      },
      health: { report: never },
      portal: { open: async () => {} },
      sync: { refresh: async () => {}, status: never },
    },
  );
  window.app.selection.select(first.tenantId);
  await screen.findByRole("heading", { name: first.name });
  return { ...window, tags: (id = first.tenantId) => kept.get(id)?.tags, tenantId: first.tenantId };
}

test("everything known stands there, each part with its age, and nothing fails axe", async () => {
  const customer = answers.details.healthy();
  const subscriptions = customer.subscriptions.slice(0, 1).map((s) => ({ ...s, total: 50, used: 52 }));
  const delegations = [delegation({ autoExtend: false, endsAt: ahead(20) })];
  const { container } = await show({ ...customer, subscriptions, delegations });
  for (const title of ["Contact", /Domains/, /Subscriptions/, "Delegated administration", "Open"]) {
    expect(screen.getByRole("region", { name: title })).toBeTruthy();
  }
  const domains = within(screen.getByRole("region", { name: /Domains/ }));
  const { displayDomain, primaryDomain } = customer;
  expect(domains.getByText(displayDomain).title).toBe(`${displayDomain} (${primaryDomain})`);
  expect(screen.getByText("52 of 50 used")).toBeTruthy();
  expect(screen.getByText("20 days left")).toBeTruthy();
  expect(domains.getByText("30 min")).toBeTruthy();
  await expectAccessible(container);
});

test("the health sign leads to the health report", async () => {
  const { app } = await show();
  await userEvent.click(screen.getByRole("button", { name: /Outage 1 open issue/ }));
  expect(app.navigation.view).toBe("health");
});

test("tags are added by Enter and comma, each once, and two quick ones both stay", async () => {
  const { tags } = await show();
  await userEvent.type(screen.getByRole("textbox", { name: "Add a tag" }), "Lyon,VIP,grand compte{Enter}");
  expect(tags()).toEqual(["vip", "Lyon", "grand compte"]);
});

test("a removed tag comes back by undo, also after another customer was chosen, and to the right one", async () => {
  const { app, tags, tenantId } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Remove the tag vip" }));
  expect(tags()).toEqual([]);
  app.selection.select(other.tenantId);
  await screen.findByRole("heading", { name: other.name });
  app.notices.toasts.at(-1)?.action?.run();
  await settle();
  expect(tags(tenantId)).toEqual(["vip"]);
  expect(tags(other.tenantId)).toEqual(["lyon"]);
});

test("the star shows what was kept: a refused one goes out again", async () => {
  const { expected, app } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Add to favourites" }));
  expect(await screen.findByRole("button", { name: "Remove from favourites" })).toBeTruthy();
  expected.customers = {
    ...expected.customers,
    setFavourite: () => Promise.reject(new Fault({ kind: "corrupt", message: "journal unreadable" })),
  };
  await userEvent.click(screen.getByRole("button", { name: "Remove from favourites" }));
  expect(await screen.findByRole("button", { name: "Remove from favourites" })).toBeTruthy();
  expect(app.notices.toasts.at(-1)).toMatchObject({ tone: "error" });
});

test("a failure of several parts is told once, with what to do; each part keeps its value and a mark", async () => {
  vi.setSystemTime("2026-11-25T13:00:00Z"); // two days after the last reading that succeeded
  const customer = answers.details.old();
  const failed = Object.values(customer.freshness).filter((part) => part.problem);
  expect(failed.length).toBeGreaterThan(1);
  const { container } = await show(customer);
  expect(screen.getAllByRole("note")).toHaveLength(1);
  expect(screen.getByRole("note").textContent).toContain(
    "Have an administrator of this customer approve the app",
  );
  const contact = within(screen.getByRole("region", { name: "Contact" }));
  expect(contact.getByText(customer.technicalContacts[0] ?? "")).toBeTruthy();
  expect(contact.getByText("2 d")).toBeTruthy();
  expect(contact.getByRole("button", { name: "The app is not approved" })).toBeTruthy();
  await expectAccessible(container);
});

test("a part that was never read says so in place of an empty list", async () => {
  await show(answers.details.noConsent({ freshness: {} }));
  const part = within(screen.getByRole("region", { name: "Subscriptions" }));
  expect(part.getByText("Not read yet.")).toBeTruthy();
  expect(part.queryByText("No subscription.")).toBeNull();
});

test("a portal opens in this customer's context and what happened is said", async () => {
  const { app, calls, tenantId } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Admin center" }));
  expect(calls).toContain(`portal.open ${tenantId} admin`);
  await tick();
  expect(app.notices.toasts.at(-1)?.text).toBe("Admin center opened in the browser");
});
