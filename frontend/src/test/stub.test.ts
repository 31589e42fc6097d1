import { expect, test } from "vitest";
import { answers } from "./answers";
import { complaints, stubBridge } from "./stub";

const status = async () => answers.sync.done();

test("a call that the test did not name is refused and told", async () => {
  const { bridge } = stubBridge({ sync: { status } });
  await bridge.sync.status();
  await expect(bridge.sync.cancel()).rejects.toThrow("the test did not expect sync.cancel");
  expect(complaints()).toEqual(["sync.cancel was called: the test has to say what it answers"]);
});

test("an expected call that never comes is told, one that is only allowed is not", () => {
  stubBridge({ sync: { status } }, { session: { signOut: async () => {} } });
  expect(complaints()).toEqual(["sync.status was expected and never called"]);
});

test("each answer is a copy: what a test changes, no other test sees", () => {
  answers.customers.list().customers.length = 0;
  expect(answers.customers.list().customers).not.toEqual([]);
});
