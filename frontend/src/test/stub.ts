import { type Bridge, type EventName, Fault } from "../bridge/bridge";

type Groups = "customers" | "health" | "sync" | "session" | "portal" | "settings" | "requests" | "outbox";
export type Answers = { [G in Groups]?: Partial<Bridge[G]> };

/**
 * A bridge that answers what a test names and refuses everything else: a call that must not happen fails.
 * It records what was called, as "sync.refresh t1".
 */
export function stubBridge(answers: Answers = {}) {
  const heard = new Map<EventName, Set<(n: number) => void>>();
  const calls: string[] = [];
  const copied: string[] = [];
  const group = <G extends Groups>(name: G) =>
    new Proxy({} as Bridge[G], {
      get:
        (_, method: string) =>
        (...args: unknown[]) => {
          calls.push(
            [`${name}.${method}`, ...args.map((a) => (typeof a === "string" ? a : JSON.stringify(a)))].join(
              " ",
            ),
          );
          const answer = (answers[name] as Record<string, (...a: unknown[]) => unknown> | undefined)?.[
            method
          ];
          return answer
            ? answer(...args)
            : Promise.reject(new Fault({ message: `the test did not expect ${name}.${method}` }));
        },
    });
  const bridge: Bridge = {
    customers: group("customers"),
    health: group("health"),
    requests: group("requests"),
    outbox: group("outbox"),
    sync: group("sync"),
    session: group("session"),
    portal: group("portal"),
    settings: group("settings"),
    on(event, fn) {
      const set = heard.get(event) ?? new Set();
      heard.set(event, set.add(fn));
      return () => set.delete(fn);
    },
    setTitle() {},
    copy: async (text) => {
      copied.push(text);
    },
  };
  const emit = (event: EventName) => {
    for (const fn of heard.get(event) ?? []) fn(1);
  };
  return { bridge, calls, copied, emit, answers };
}
