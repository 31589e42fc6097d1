import { expect, test } from "vitest";
import { isActive, isPast } from "./delegations";

const now = Date.parse("2026-03-10T12:00:00Z");
const before = "2026-03-10T11:59:59Z";
const after = "2026-03-10T12:00:01Z";

test.each([
  ["active", after, true, false],
  ["expiring", after, true, false],
  ["active", null, true, false],
  ["", null, true, false],
  ["active", before, false, true],
  ["terminated", after, false, true],
  ["expired", null, false, true],
  ["approvalPending", null, false, false],
])("status %j ending %s: active %s, past %s", (status, endsAt, active, past) => {
  expect(isActive({ status, endsAt }, now)).toBe(active);
  expect(isPast({ status, endsAt }, now)).toBe(past);
});
