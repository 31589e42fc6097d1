import { render } from "@testing-library/svelte";
import type { Component } from "svelte";
import type { IncidentCustomer, OutgoingItem } from "../bridge/bridge";
import { AppState } from "../state/app.svelte";
import { answers } from "./answers";
import { memoryOutbox } from "./memory";
import { type Answers, stubBridge } from "./stub";
import WithApp from "./WithApp.svelte";

/**
 * A window in which requests are written: over an outbox that stores, and a backend that answers as it did in the
 * story. What a check finds is what a test says; nothing, unless it says so.
 */
export function writingWindow(view: Component, expected: Answers = {}, items: OutgoingItem[] = []) {
  const memory = memoryOutbox(items);
  const { writing, health } = answers;
  const stub = stubBridge(expected, {
    outbox: { ...memory.outbox, check: async () => writing.checked() },
    requests: {
      prepare: async () => writing.prepared(),
      choices: async () => writing.choices(),
      templates: async () => writing.templates(),
      classifications: async () => writing.classifications(),
    },
    health: {
      incident: async (id) => {
        const [sample] = health.incident().customers as [IncidentCustomer];
        const named = health.incidents().incidents.find((i) => i.id === id)?.customers ?? [];
        return health.incident({ id, customers: named.map((c) => ({ ...sample, ...c })) });
      },
    },
    sync: { status: async () => answers.sync.done() },
  });
  memory.changed = () => stub.emit("outbox");
  const app = new AppState(stub.bridge);
  app.sync.refresh();
  const { container } = render(WithApp, { app, view });
  /** Changes what the outbox answers, in the middle of a test. */
  const answer = (outbox: Answers["outbox"]) => Object.assign(stub.allowed.outbox ?? {}, outbox);
  return { ...stub, memory, app, container, answer, states: () => memory.items.map((i) => i.state) };
}
