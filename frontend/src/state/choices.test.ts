import { expect, test } from "vitest";
import type { RequestChoices } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { stubBridge } from "../test/stub";
import { ChoicesStore } from "./choices.svelte";

/** As long as Azure's part is not read, and when it is. */
const early = () =>
  answers.writing.choices({ azure: { asOf: null, problem: null }, subscriptions: [], services: [] });

test("what was read before the first answer arrived is asked for again", async () => {
  let answer = (_: RequestChoices) => {};
  const first = new Promise<RequestChoices>((resolve) => {
    answer = resolve;
  });
  const told = [first, Promise.resolve(answers.writing.choices())];
  const stub = stubBridge({
    requests: { choices: () => told.shift() ?? Promise.reject(new Error("asked too often")) },
  });
  const store = new ChoicesStore(stub.bridge, () => {});
  store.follow("t1");
  stub.emit("outbox");
  answer(early());
  await settle();
  expect(store.value).toEqual(answers.writing.choices());
  expect(stub.calls).toEqual(["requests.choices t1", "requests.choices t1"]);
  store.close();
});
