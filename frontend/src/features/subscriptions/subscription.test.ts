import { expect, test } from "vitest";
import { isWell, statusWord } from "../../words/subscriptions";
import { sorted } from "./subscription";

const pool = (name: string, over: object = {}) => ({
  name,
  status: "enabled",
  total: 10,
  used: 5 as number | null,
  renewsAt: null as string | null,
  ...over,
});
const names = (list: { name: string }[]) => list.map((p) => p.name).join(" ");

test("a number that is unknown stands last in both directions", () => {
  const pools = [pool("unknown", { used: null }), pool("few", { used: 1 }), pool("many", { used: 9 })];
  expect(names(sorted(pools, "used", false, "en"))).toBe("few many unknown");
  expect(names(sorted(pools, "used", true, "en"))).toBe("many few unknown");
});

test("what is over its limit has the fewest free", () => {
  const pools = [pool("free"), pool("over", { used: 12 }), pool("full", { used: 10 })];
  expect(names(sorted(pools, "free", false, "en"))).toBe("over full free");
});

test("renewals sort by time, not by how the time is written", () => {
  const pools = [
    pool("later", { renewsAt: "2026-03-10T01:00:00Z" }),
    pool("sooner", { renewsAt: "2026-03-10T02:00:00+02:00" }),
    pool("never"),
  ];
  expect(names(sorted(pools, "renews", false, "en"))).toBe("sooner later never");
});

test("equals stand by name, and numbers in names count as numbers", () => {
  expect(names(sorted([pool("E10"), pool("E5"), pool("E3")], "total", true, "en"))).toBe("E3 E5 E10");
});

test("a status that nobody knows is shown as it is and raises no alarm", () => {
  expect(statusWord("Hibernating")).toBe("Hibernating");
  expect(isWell("Hibernating")).toBe(true);
  expect(statusWord("LockedOut")).toBe("Locked out");
  expect(isWell("LockedOut")).toBe(false);
});
