import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { expect, test } from "vitest";
import { type CustomerDetails, Fault } from "../../bridge/bridge";
import { ago, details, problem } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import DetailsPane from "./DetailsPane.svelte";

/** A backend that keeps marks, as the real one does. */
async function show(over: Partial<CustomerDetails> = {}) {
  const kept = new Map([
    ["t1", details(over)],
    ["t2", details({ tenantId: "t2", name: "Litware", tags: ["lyon"] })],
  ]);
  const change = (id: string, part: Partial<CustomerDetails>) => {
    kept.set(id, { ...details(), ...kept.get(id), ...part });
  };
  const window = mount(DetailsPane, {
    customers: {
      get: async (id) => structuredClone(kept.get(id) ?? details()),
      setTags: async (id, tags) => change(id, { tags }),
      setAliases: async (id, aliases) => change(id, { aliases }),
      setFavourite: async (id, favourite) => change(id, { favourite }),
    },
    health: { report: () => new Promise(() => {}) },
    portal: { open: async () => {} },
    sync: { refresh: async () => {}, status: () => new Promise(() => {}) },
  });
  window.app.selection.select("t1");
  await screen.findByRole("heading", { name: "Fabrikam" });
  return { ...window, kept };
}

test("everything known stands there, each part with its age, and nothing fails axe", async () => {
  const { container } = await show();
  for (const title of ["Contact", /Domains/, /Subscriptions/, "Delegated administration", "Open"]) {
    expect(screen.getByRole("region", { name: title })).toBeTruthy();
  }
  expect(screen.getByText("köln.de").title).toBe("köln.de (xn--kln-sna.de)");
  expect(screen.getByText("52 of 50 used")).toBeTruthy();
  expect(screen.getByText("20 days left")).toBeTruthy();
  expect(within(screen.getByRole("region", { name: /Domains/ })).getByText("1 h")).toBeTruthy();
  await expectAccessible(container);
});

test("the health sign leads to the health report", async () => {
  const { app } = await show();
  await userEvent.click(screen.getByRole("button", { name: /Degraded 1 open issue/ }));
  expect(app.navigation.view).toBe("health");
});

test("tags are added by Enter and comma, each once, and two quick ones both stay", async () => {
  const { kept } = await show();
  await userEvent.type(screen.getByRole("textbox", { name: "Add a tag" }), "Lyon,VIP,grand compte{Enter}");
  expect(kept.get("t1")?.tags).toEqual(["vip", "Lyon", "grand compte"]);
});

test("a removed tag comes back by undo, also after another customer was chosen, and to the right one", async () => {
  const { app, kept } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Remove the tag vip" }));
  expect(kept.get("t1")?.tags).toEqual([]);
  app.selection.select("t2");
  await screen.findByRole("heading", { name: "Litware" });
  app.notices.toasts.at(-1)?.action?.run();
  await tick();
  expect(kept.get("t1")?.tags).toEqual(["vip"]);
  expect(kept.get("t2")?.tags).toEqual(["lyon"]);
});

test("the star shows what was kept: a refused one goes out again", async () => {
  const { answers, app } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Add to favourites" }));
  expect(await screen.findByRole("button", { name: "Remove from favourites" })).toBeTruthy();
  answers.customers = {
    ...answers.customers,
    setFavourite: () => Promise.reject(new Fault({ kind: "corrupt", message: "journal unreadable" })),
  };
  await userEvent.click(screen.getByRole("button", { name: "Remove from favourites" }));
  expect(await screen.findByRole("button", { name: "Remove from favourites" })).toBeTruthy();
  expect(app.notices.toasts.at(-1)).toMatchObject({ tone: "error" });
});

test("a failure of several parts is told once, with what to do; each part keeps its value and a mark", async () => {
  const stale = { asOf: ago(50), problem: problem() };
  const { container } = await show({
    freshness: { details: stale, subscriptions: stale, delegations: { asOf: ago(1), problem: null } },
  });
  expect(screen.getAllByRole("note")).toHaveLength(1);
  expect(screen.getByRole("note").textContent).toContain(
    "Have an administrator of this customer approve the app",
  );
  const contact = within(screen.getByRole("region", { name: "Contact" }));
  expect(contact.getByText("it@fabrikam.com")).toBeTruthy();
  expect(contact.getByText("2 d")).toBeTruthy();
  expect(contact.getByRole("button", { name: "The app is not approved" })).toBeTruthy();
  await expectAccessible(container);
});

test("a part that was never read says so in place of an empty list", async () => {
  await show({ freshness: {}, subscriptions: [], health: "unknown", healthAsOf: null });
  const part = within(screen.getByRole("region", { name: "Subscriptions" }));
  expect(part.getByText("Not read yet.")).toBeTruthy();
  expect(part.queryByText("No subscription.")).toBeNull();
});

test("a portal opens in this customer's context and what happened is said", async () => {
  const { app, calls } = await show();
  await userEvent.click(screen.getByRole("button", { name: "Admin center" }));
  expect(calls).toContain("portal.open t1 admin");
  await tick();
  expect(app.notices.toasts.at(-1)?.text).toBe("Admin center opened in the browser");
});

test("no customer chosen says where to choose one", async () => {
  const { container } = mount(DetailsPane);
  expect(screen.getByText("No customer chosen")).toBeTruthy();
  await expectAccessible(container);
});
