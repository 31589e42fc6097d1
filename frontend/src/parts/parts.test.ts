import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { RequestChannel } from "../bridge/bridge";
import { outEventWord, outWord } from "../words/outgoing";
import { actsFor } from "./acts";
import OutState from "./OutState.svelte";
import { untilText } from "./until";

const go = (file: string, type: string) => {
  const source = readFileSync(join(import.meta.dirname, "../../../backend/partner", file), "utf8");
  return [...source.matchAll(new RegExp(`\\w+\\s+${type}\\s+= "([^"]+)"`, "g"))].map(([, v]) => v as string);
};
const states = go("outgoing.go", "OutState");

describe("every state and event of the backend has its own word and sign", () => {
  it("words", () => {
    expect(states).toContain("handed-off");
    const words = states.map((s) => outWord(s, "azure"));
    expect(new Set(words).size).toBe(states.length);
    expect(words.filter((w, i) => w === states[i])).toEqual([]);
    expect(outWord("queued", "portal")).not.toBe(outWord("queued", "azure"));
    const events = go("outgoing_next.go", "OutEvent");
    expect(events.length).toBeGreaterThan(10);
    expect(events.filter((e) => outEventWord(e) === e)).toEqual([]);
  });

  it("signs", () => {
    const drawn = states.map((state) => {
      const { container, unmount } = render(OutState, { state, channel: "azure" });
      const svg = container.querySelector("svg")?.outerHTML;
      unmount();
      return svg;
    });
    expect(new Set(drawn).size).toBe(states.length);
  });
});

describe("what a person can do", () => {
  const acts = (state: string, channel: RequestChannel, id = "") =>
    actsFor({ state, channel, id, unseen: false });

  it("what may be at Microsoft already is never sent again without saying that it is not", () => {
    for (const channel of ["azure", "note"] as const) {
      expect(acts("uncertain", channel)).toContain("notThere");
      for (const again of ["send", "queue", "edit", "takeBack"])
        expect(acts("uncertain", channel)).not.toContain(again);
    }
  });
  it("nothing while it is being sent", () => expect(acts("sending", "azure")).toEqual([]));
  it("every other state has a way on", () => {
    for (const state of states.filter((s) => s !== "sending"))
      for (const channel of ["azure", "portal", "note"] as const)
        expect(acts(state, channel, "1")).not.toEqual([]);
  });
  it("only a portal request is handed off, and only a handed-off one shows the page again", () => {
    expect(acts("queued", "portal")[0]).toBe("handOff");
    expect(acts("queued", "azure")).not.toContain("handOff");
    expect(acts("handed-off", "portal")).toContain("openAgain");
  });
});

it("the time until a try is told roughly, and not once it is past", () => {
  const now = Date.parse("2026-11-22T09:00:00Z");
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
  expect(untilText(at(20), now, "en")).toBe("in less than a minute");
  expect(untilText(at(120), now, "en")).toBe("in 2\u00a0min");
  expect(untilText(at(86_400), now, "en")).toBe("in 24\u00a0h");
  for (const none of [at(-1), at(0), null, "never"]) expect(untilText(none, now, "en")).toBeNull();
});
