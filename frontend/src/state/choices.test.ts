import { expect, test, vi } from "vitest";
import type { RequestChoices } from "../bridge/bridge";
import { stubBridge } from "../test/stub";
import { ChoicesStore } from "./choices.svelte";

const choices = (asOf: string | null): RequestChoices => ({
  tenantId: "t1",
  customer: "Adatum",
  azure: { asOf, problem: null },
  subscriptions: [],
  services: [],
  products: [],
  incidents: [],
  contact: { name: "", mail: "", phone: "" },
});

test("what was read before the first answer arrived is asked for again", async () => {
  let answer = (_: RequestChoices) => {};
  const first = new Promise<RequestChoices>((resolve) => {
    answer = resolve;
  });
  const answers = [first, Promise.resolve(choices("2026-11-23T08:00:00Z"))];
  const stub = stubBridge({
    requests: { choices: () => answers.shift() ?? Promise.reject(new Error("asked too often")) },
  });
  const store = new ChoicesStore(stub.bridge, () => {});
  store.follow("t1");
  stub.emit("outbox");
  answer(choices(null));
  await vi.waitFor(() => expect(store.value?.azure.asOf).toBe("2026-11-23T08:00:00Z"));
  expect(stub.calls).toEqual(["requests.choices t1", "requests.choices t1"]);
  store.close();
});
