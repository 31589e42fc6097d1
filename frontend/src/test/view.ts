import { render } from "@testing-library/svelte";
import axe from "axe-core";
import type { Component } from "svelte";
import { expect } from "vitest";
import { AppState } from "../state/app.svelte";
import { type Answers, stubBridge } from "./stub";
import WithApp from "./WithApp.svelte";

/** Mounts a view over a stubbed bridge; what the view's stores ask is answered by the stub. */
export function mount(view: Component, answers: Answers = {}) {
  const stub = stubBridge(answers);
  const app = new AppState(stub.bridge);
  return { ...stub, app, ...render(WithApp, { app, view }) };
}

/** No violation that axe can see without layout: colours are looked at in the browser tests. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}
