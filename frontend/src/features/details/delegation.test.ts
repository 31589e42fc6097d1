import { expect, test } from "vitest";
import type { Delegation } from "../../bridge/bridge";
import { reach } from "./delegation";

const now = Date.parse("2026-03-10T12:00:00Z");
const delegation = (over: Partial<Delegation>): Delegation => ({
  id: "x",
  name: "x",
  kind: "gdap",
  status: "active",
  roles: [],
  endsAt: null,
  autoExtend: false,
  ...over,
});

test("the first and the last end are those of active delegations", () => {
  const all = reach(
    [
      delegation({ endsAt: "2027-01-01T00:00:00Z", roles: ["Global Reader"] }),
      delegation({ endsAt: "2026-06-01T00:00:00+02:00", roles: ["User Administrator", "Global Reader"] }),
      delegation({ endsAt: "2026-03-01T00:00:00Z", roles: ["Exchange Administrator"] }),
      delegation({ endsAt: "2028-01-01T00:00:00Z", status: "terminated" }),
    ],
    now,
  );
  expect(all).toEqual({
    active: 2,
    first: "2026-06-01T00:00:00+02:00",
    last: "2027-01-01T00:00:00Z",
    forever: false,
    roles: ["Global Reader", "User Administrator"],
  });
});

test("one delegation without an end leaves no last end", () => {
  expect(reach([delegation({}), delegation({ endsAt: "2026-06-01T00:00:00Z" })], now)).toMatchObject({
    active: 2,
    first: "2026-06-01T00:00:00Z",
    last: null,
    forever: true,
  });
});

test("no active delegation promises nothing", () => {
  expect(reach([delegation({ status: "expired" })], now)).toEqual({
    active: 0,
    first: null,
    last: null,
    forever: false,
    roles: [],
  });
});

test("a reseller contract without an end does not hide when the granular delegation ends", () => {
  const contract = {
    id: "c",
    name: "",
    kind: "reseller",
    status: "",
    roles: [],
    endsAt: null,
    autoExtend: false,
  };
  const granular = {
    ...contract,
    id: "g",
    kind: "gdap",
    status: "active",
    roles: ["Global Reader"],
    endsAt: "2027-12-10T11:24:42Z",
  };
  const both = reach([granular, contract], Date.parse("2026-11-23T00:00:00Z"));
  expect([both.forever, both.last, both.active]).toEqual([false, "2027-12-10T11:24:42Z", 1]);
  expect(reach([contract], 0).forever).toBe(true);
});
