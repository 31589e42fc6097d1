import { render } from "@testing-library/svelte";
import axe from "axe-core";
import type { Component } from "svelte";
import { expect } from "vitest";
import { AppState } from "../state/app.svelte";
import { type Answers, stubBridge } from "./stub";
import WithApp from "./WithApp.svelte";

/** Mounts a view, or a part with its props, over a stubbed bridge; what its stores ask is answered by the stub. */
// biome-ignore lint/suspicious/noExplicitAny: a view of any props
export function mount(view: Component<any>, answers: Answers = {}, props: Record<string, unknown> = {}) {
  const stub = stubBridge(answers);
  const app = new AppState(stub.bridge);
  return { ...stub, app, ...render(WithApp, { props: { app, view, props } }) };
}

/** No violation that axe can see without layout: colours are looked at in the browser tests. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}
