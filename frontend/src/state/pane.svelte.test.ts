import { expect, test, vi } from "vitest";
import { PaneStore } from "./pane.svelte";
import type { View } from "./views";

function made() {
  let paneClosed = $state(false);
  let view = $state<View>("customers");
  let tenantId = $state("t");
  const place = vi.fn((change: { paneClosed: boolean }) => {
    paneClosed = change.paneClosed;
  });
  const pane = new PaneStore({
    selection: {
      get tenantId() {
        return tenantId;
      },
    },
    navigation: {
      get view() {
        return view;
      },
    },
    preferences: {
      get value() {
        return { place: { paneClosed } };
      },
      place,
    },
  });
  pane.tells = (each) => each === "overview";
  return {
    pane,
    place,
    at: (to: View, who = tenantId) => {
      [view, tenantId] = [to, who];
      pane.leave();
    },
  };
}

test("it belongs to the chosen customer, and says nothing without one", () => {
  const { pane, at } = made();
  expect(pane.shown).toBe(true);
  at("customers", "");
  expect([pane.possible, pane.shown]).toEqual([false, false]);
  at("overview", "t"); // which shows the details itself
  expect([pane.possible, pane.shown]).toEqual([false, false]);
});

test("that it was shut is remembered where it stays", () => {
  const { pane, place, at } = made();
  pane.toggle();
  expect([pane.shown, place.mock.lastCall]).toEqual([false, [{ paneClosed: true }]]);
  at("health");
  expect(pane.shown).toBe(false);
  pane.show();
  at("customers");
  expect(pane.shown).toBe(true);
});

test("over a view of all customers it is opened for the moment", () => {
  const { pane, place, at } = made();
  at("incidents");
  expect([pane.possible, pane.shown]).toEqual([true, false]);
  pane.toggle();
  expect(pane.shown).toBe(true);
  at("desk");
  expect([pane.shown, place.mock.calls]).toEqual([false, []]);
});

test("as a sheet it is opened for the moment too", () => {
  const { pane, place, at } = made();
  pane.narrow = true;
  expect(pane.shown).toBe(false);
  pane.toggle();
  expect(pane.shown).toBe(true);
  at("health");
  expect([pane.shown, place.mock.calls]).toEqual([false, []]);
});
