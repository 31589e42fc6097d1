// @ts-nocheck This second world goes; its types are not worth mending.
import { FakeBridge } from "./fake";
import { outgoingOfEachState } from "./fake-outgoing";

/**
 * The fake as the address asks for it, e.g. /?customers=0&signedIn=no or /?lang=fr&theme=dark&online=no&outbox=full.
 * For `vite dev` only.
 */
export function fakeFromAddress(): FakeBridge {
  const ask = new URLSearchParams(location.search);
  const yes = (name: string, otherwise: boolean) => (ask.has(name) ? ask.get(name) !== "no" : otherwise);
  const fake = new FakeBridge({
    customers: Number(ask.get("customers") ?? 250),
    latency: Number(ask.get("latency") ?? 5),
    signedIn: yes("signedIn", true),
    demo: yes("demo", false),
    online: yes("online", true),
    notices: ask.has("notice")
      ? [{ key: "cache-rebuilt", text: "the cache was set aside", path: "cache.bad-20261122T091500Z" }]
      : [],
    preferences: {
      language: ask.get("lang") ?? "",
      theme: ask.get("theme") ?? "",
      density: ask.get("density") ?? "",
    },
  });
  const first = fake.all[0]?.details;
  if (first && ask.get("outbox") === "full")
    fake.post.items = outgoingOfEachState(first.tenantId, first.name);
  return fake;
}
