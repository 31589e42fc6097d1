import { type Bridge, type EventName, Fault } from "../bridge/bridge";

type Groups =
  | "customers"
  | "health"
  | "sync"
  | "session"
  | "lock"
  | "network"
  | "portal"
  | "settings"
  | "profiles"
  | "requests"
  | "outbox"
  | "changes"
  | "alerts"
  | "verdict"
  | "telling"
  | "webhook"
  | "lists";
export type Answers = { [G in Groups]?: Partial<Bridge[G]> };
type Call = (...args: unknown[]) => Promise<unknown>;

const groups: Groups[] = [
  "customers",
  "health",
  "requests",
  "outbox",
  "alerts",
  "sync",
  "session",
  "lock",
  "network",
  "portal",
  "settings",
  "profiles",
  "changes",
  "verdict",
  "telling",
  "webhook",
  "lists",
];

/** An answer that never comes: for what is asked and does not matter. */
export const never = () => new Promise<never>(() => {});

const made = new Set<() => string[]>();

/** What stubs of this test have to complain of; setup.ts fails the test with it. */
export function complaints(): string[] {
  const all = [...made].flatMap((complain) => complain());
  made.clear();
  return all;
}

/**
 * A bridge that knows no rule of the product. `expected` is what a test says will be asked, `allowed` what may be
 * asked besides. A call that is neither fails the test, and so does an expected one that never comes. Both may be
 * changed while the test runs. It records what was called, as "sync.refresh t1".
 */
export function stubBridge(expected: Answers = {}, allowed: Answers = {}) {
  const heard = new Map<EventName, Set<(n: number) => void>>();
  const calls: string[] = [];
  const copied: string[] = [];
  const titles: string[] = [];
  const unexpected = new Set<string>();
  const called = new Set<string>();

  const group = <G extends Groups>(name: G): Bridge[G] =>
    new Proxy({} as Bridge[G], {
      get:
        (_, method: string) =>
        async (...args: unknown[]) => {
          const path = `${name}.${method}`;
          calls.push([path, ...args.map((a) => (typeof a === "string" ? a : JSON.stringify(a)))].join(" "));
          called.add(path);
          const known = { ...allowed[name], ...expected[name] } as Record<string, Call | undefined>;
          const answer = known[method];
          if (answer) return answer(...args);
          unexpected.add(path);
          throw new Fault({ message: `the test did not expect ${path}` });
        },
    });
  const bridge = {
    ...(Object.fromEntries(groups.map((name) => [name, group(name)])) as unknown as Pick<Bridge, Groups>),
    on(event: EventName, fn: (n: number) => void) {
      const set = heard.get(event) ?? new Set();
      heard.set(event, set.add(fn));
      return () => set.delete(fn);
    },
    setTitle: (title: string, waiting = "") => void titles.push(waiting ? `(${waiting}) ${title}` : title),
    copy: async (text: string) => void copied.push(text),
  } satisfies Bridge;

  made.add(() => [
    ...[...unexpected].map((path) => `${path} was called: the test has to say what it answers`),
    ...groups
      .flatMap((name) => Object.keys(expected[name] ?? {}).map((method) => `${name}.${method}`))
      .filter((path) => !called.has(path))
      .map((path) => `${path} was expected and never called`),
  ]);
  const emit = (event: EventName) => {
    for (const fn of heard.get(event) ?? []) fn(1);
  };
  const count = (path: string) => calls.filter((call) => call.split(" ")[0] === path).length;
  return { bridge, calls, copied, titles, emit, count, expected, allowed };
}
