import { expect, test } from "vitest";
import type { IncidentQuery, IncidentRow } from "../../bridge/bridge";
import { answers, refusal } from "../../test/answers";
import { settle } from "../../test/clock";
import { incident } from "../../test/samples";
import { stubBridge } from "../../test/stub";
import { Desk } from "./desk.svelte";

const over = { open: false, resolved: true, state: "healthy" as const };

function open(first: IncidentRow[], older: IncidentRow[] = []) {
  let list = first;
  const stub = stubBridge(
    {},
    {
      health: {
        incidentList: async ({ all, tag }: IncidentQuery) =>
          answers.health.incidentList({
            incidents: (all ? [...list, ...older] : list).filter((i) => !tag || i.title.includes(tag)),
          }),
        incident: async (id) => {
          if (id === "GONE") throw refusal("notSignedIn");
          return answers.health.incident({ id });
        },
      },
    },
  );
  const now = (incidents: IncidentRow[]) => {
    list = incidents;
  };
  return { ...stub, desk: new Desk(stub.bridge), now };
}

const ids = (list: readonly IncidentRow[] | null | undefined) => list?.map((i) => i.id);

test("one that is opened stays so when it is older than what the list shows", async () => {
  const { desk, emit, now } = open([incident("EX1")]);
  desk.follow();
  await settle();
  desk.open("EX1");
  await settle();
  now([]);
  emit("customers");
  await settle();
  expect([desk.opened?.id, ids(desk.list?.incidents)]).toEqual(["EX1", []]);
});

test("one that no list shows is opened by its id alone", async () => {
  const { desk } = open([]);
  desk.open("EX7");
  desk.follow();
  await settle();
  expect(desk.opened?.id).toBe("EX7");
});

test("another one that is opened is never shown under the first one's name", async () => {
  const { desk } = open([incident("EX1"), incident("EX2")]);
  desk.follow();
  desk.open("EX1");
  await settle();
  desk.open("EX2");
  expect(desk.opened).toBeNull();
  await settle();
  expect(desk.opened?.id).toBe("EX2");
});

test("why one can't be shown is kept, and goes with the next one", async () => {
  const { desk } = open([]);
  desk.follow();
  desk.open("GONE");
  await settle();
  expect([desk.opened, desk.openFault === null]).toEqual([null, false]);
  desk.open("EX1");
  await settle();
  expect([desk.opened?.id, desk.openFault]).toEqual(["EX1", null]);
});

test("what is over for longer is read only once it is unfolded, and stands there once", async () => {
  const { desk, calls } = open([incident("EX1"), incident("EX2", over)], [incident("EX3", over)]);
  desk.follow();
  await settle();
  expect(calls).toEqual([`health.incidentList {"tag":"","all":false}`]);
  desk.unfold(true);
  await settle();
  expect(ids(desk.older)).toEqual(["EX3"]);
  desk.unfold(false);
  expect(desk.older).toBeNull();
});

test("a tag narrows both lists", async () => {
  const north = incident("EX1", { title: "North" });
  const { desk } = open(
    [north, incident("EX2")],
    [incident("EX3", { ...over, title: "North too" }), incident("EX4", over)],
  );
  desk.follow();
  desk.unfold(true);
  await settle();
  desk.narrow("North");
  await settle();
  expect([ids(desk.list?.incidents), ids(desk.older)]).toEqual([["EX1"], ["EX3"]]);
});

test("hints cost nothing while the list is not shown", async () => {
  const { desk, emit, count } = open([]);
  emit("customers");
  const leave = desk.follow();
  await settle();
  leave();
  emit("customers");
  emit("outbox");
  await settle();
  expect(count("health.incidentList")).toBe(1);
});
