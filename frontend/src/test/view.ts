import { render } from "@testing-library/svelte";
import axe from "axe-core";
import type { Component } from "svelte";
import { expect, vi } from "vitest";
import { AppState } from "../state/app.svelte";
import { turn } from "./clock";
import { type Answers, stubBridge } from "./stub";
import WithApp from "./WithApp.svelte";

/**
 * Mounts a view, or a part with its props, over a stubbed bridge. `expected` is what the test says will be asked,
 * `allowed` what may be asked besides.
 */
export function mount(
  // biome-ignore lint/suspicious/noExplicitAny: a view of any props
  view: Component<any>,
  expected: Answers = {},
  allowed: Answers = {},
  props: Record<string, unknown> = {},
) {
  const stub = stubBridge(expected, allowed);
  const app = new AppState(stub.bridge);
  return { ...stub, app, ...render(WithApp, { props: { app, view, props } }) };
}

/** No violation that axe can see without layout: colours are looked at in the end-to-end tests. */
export async function expectAccessible(container: Element): Promise<void> {
  let over = false;
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  const run = axe.run(container, { rules }).finally(() => {
    over = true;
  });
  while (!over) {
    await vi.advanceTimersByTimeAsync(1); // axe takes its turns by the clock, which stands still
    await turn();
  }
  const { violations } = await run;
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}
