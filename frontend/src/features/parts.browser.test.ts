import { screen, within } from "@testing-library/svelte";
import type { Component } from "svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { type CustomerDetails, Fault, type Subscription } from "../bridge/bridge";
import { answers } from "../test/answers";
import { ago, ahead, delegation, problem } from "../test/samples";
import { never } from "../test/stub";
import { expectAccessible, mount } from "../test/view";
import AccessView from "./access/AccessView.svelte";
import SubscriptionsView from "./subscriptions/SubscriptionsView.svelte";

const details = answers.details.outage;
const { name: customer, tenantId, freshness } = details();

function show(view: Component, get: () => Promise<CustomerDetails>) {
  const window = mount(
    view,
    { customers: { get } },
    { portal: { open: async () => {} }, sync: { refresh: async () => {}, status: never } },
  );
  window.app.selection.select(tenantId);
  return window;
}

const views = [
  {
    name: "subscriptions",
    view: SubscriptionsView,
    never: `The subscriptions of ${customer} are not known`,
    empty: `${customer} has no subscription`,
  },
  {
    name: "access",
    view: AccessView,
    never: `The delegations of ${customer} are not known`,
    empty: `No delegation by ${customer} is known`,
  },
];
const part = { subscriptions: "subscriptions", access: "delegations" } as Record<string, string>;

for (const { name, view, never, empty } of views) {
  const of = part[name] ?? "";

  test(`${name}: what is known passes axe`, async () => {
    const { container } = show(view, async () => details());
    await screen.findByText(/^Read 30 min ago$/);
    await expectAccessible(container);
  });

  test(`${name}: never read is not the same as none`, async () => {
    show(view, async () => details({ freshness: {}, subscriptions: [], requests: [], delegations: [] }));
    expect(await screen.findByText(never)).toBeTruthy();
    expect(screen.queryByText(empty)).toBeNull();
  });

  test(`${name}: none says so, with a way to read again`, async () => {
    const { calls, container } = show(view, async () =>
      details({ subscriptions: [], requests: [], delegations: [] }),
    );
    expect(await screen.findByText(empty)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
    expect(calls).toContain(`sync.refresh ${tenantId}`);
    await expectAccessible(container);
  });

  test(`${name}: an old value stays beside the reason why it is old`, async () => {
    const stale = { asOf: ago(72), problem: problem({ kind: "denied", remedyKey: "assign-role" }) };
    show(view, async () => details({ freshness: { ...freshness, [of]: stale } }));
    expect(await screen.findByText("Access denied")).toBeTruthy();
    expect(screen.getByText("Read 3 d ago")).toBeTruthy();
    expect(screen.queryByText(never)).toBeNull();
  });

  test(`${name}: details that can't be read say why`, async () => {
    show(view, () =>
      Promise.reject(new Fault({ kind: "corrupt", message: "value unreadable", remedyKey: "rebuild-cache" })),
    );
    expect(await screen.findByText("Stored data can’t be read")).toBeTruthy();
    expect(screen.getByText("The next sync rebuilds the cache.")).toBeTruthy();
  });
}

test("subscriptions: more used than bought is told in words", async () => {
  const [bought] = details().subscriptions as [Subscription];
  const subscriptions = [{ ...bought, total: 50, used: 52 }];
  show(SubscriptionsView, async () => details({ subscriptions }));
  expect(await screen.findByText("2 over")).toBeTruthy();
});

test("access: an end within 30 days warns, unless it is extended automatically", async () => {
  show(AccessView, async () =>
    details({
      delegations: [
        delegation({ id: "soon", name: "Soon", autoExtend: false, endsAt: ahead(20) }),
        delegation({ id: "auto", name: "Auto", autoExtend: true, endsAt: ahead(21) }),
      ],
    }),
  );
  const soon = within(await screen.findByRole("article", { name: "Soon" }));
  expect(soon.getByText(/ends within 30 days/)).toBeTruthy();
  const auto = within(screen.getByRole("article", { name: "Auto" }));
  expect(auto.queryByText(/ends within 30 days/)).toBeNull();
  expect(auto.getByText("Extended automatically")).toBeTruthy();
});

test("access: what ended is folded away and never counted", async () => {
  show(AccessView, async () => details({ delegations: [delegation({ status: "terminated" })] }));
  expect(await screen.findByText("1 ended delegation")).toBeTruthy();
  expect(screen.getByText(/No active delegation is known/)).toBeTruthy();
  expect(screen.queryByText("1 delegation")).toBeNull();
});
