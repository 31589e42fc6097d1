import { describe, expect, it } from "vitest";
import { Latest } from "./latest";

/** A call that is answered by hand. */
function manual() {
  const asked: string[] = [];
  const got: string[] = [];
  const failed: string[] = [];
  const open: { resolve: (answer: string) => void; reject: (reason: unknown) => void }[] = [];
  const latest = new Latest<string, string>(
    (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    (answer, question) => got.push(`${question}=${answer}`),
    (reason, question) => failed.push(`${question}!${reason}`),
  );
  const settle = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return { latest, asked, got, failed, open, settle };
}

describe("Latest", () => {
  it("has one call in flight and skips the questions in between", async () => {
    const t = manual();
    t.latest.ask("f");
    t.latest.ask("fa");
    t.latest.ask("fab");
    expect(t.asked).toEqual(["f"]);
    t.open[0]?.resolve("old");
    await t.settle();
    expect(t.asked).toEqual(["f", "fab"]);
    t.open[1]?.resolve("new");
    await t.settle();
    expect(t.got).toEqual(["fab=new"]);
  });

  it("drops the answer and the failure of an older question", async () => {
    const t = manual();
    t.latest.ask("a");
    t.latest.ask("b");
    t.open[0]?.reject("too late");
    await t.settle();
    expect(t.failed).toEqual([]);
    expect(t.asked).toEqual(["a", "b"]);
  });

  it("shows each answer to the same question, so that a stream of hints can't starve the screen", async () => {
    const t = manual();
    t.latest.ask("a");
    t.latest.ask("a");
    t.open[0]?.resolve("1");
    await t.settle();
    expect(t.got).toEqual(["a=1"]);
    t.open[1]?.resolve("2");
    await t.settle();
    expect(t.got).toEqual(["a=1", "a=2"]);
  });

  it("forgets what was dropped, and answers what was asked after", async () => {
    const t = manual();
    t.latest.ask("a");
    t.latest.drop();
    expect(t.latest.busy).toBe(false);
    t.latest.ask("b");
    t.open[0]?.resolve("1");
    await t.settle();
    t.open[1]?.resolve("2");
    await t.settle();
    expect(t.got).toEqual(["b=2"]);
  });

  it("tells a failure of the newest question", async () => {
    const t = manual();
    t.latest.ask("a");
    t.open[0]?.reject("no");
    await t.settle();
    expect(t.failed).toEqual(["a!no"]);
  });
});
