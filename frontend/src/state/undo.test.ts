import { describe, expect, it, vi } from "vitest";
import { settle } from "../test/clock";
import { NoticesStore } from "./notices.svelte";
import { UndoStore } from "./undo.svelte";

function open() {
  const notices = new NoticesStore();
  return { notices, undo: new UndoStore(notices), texts: () => notices.toasts.map((t) => t.text) };
}
const yes = () => vi.fn(async () => true);

describe("undo", () => {
  it("takes back the newest edit, then the one before, each once", async () => {
    const { undo } = open();
    const [first, second] = [yes(), yes()];
    undo.did("first", first);
    undo.did("second", second);
    await undo.last();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    await undo.last();
    await undo.last();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
    expect(undo.possible).toBe(false);
  });

  it("takes back the edit whose toast is pressed, and says so", async () => {
    const { undo, notices, texts } = open();
    const [first, second] = [yes(), yes()];
    undo.did("first", first);
    undo.did("second", second);
    notices.toasts.find((t) => t.text === "first")?.action?.run();
    await settle();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0]);
    expect(texts()).toEqual(["second", "Undone: first"]);
    await undo.last();
    expect(second).toHaveBeenCalledOnce();
  });

  it("says nothing of an undo that could not be done", async () => {
    const { undo, texts } = open();
    undo.did("first", async () => false);
    await undo.last();
    expect(texts()).toEqual([]);
  });

  it("remembers the newest fifty", async () => {
    const { undo } = open();
    const backs = Array.from({ length: 60 }, yes);
    for (const [i, back] of backs.entries()) undo.did(`edit ${i}`, back);
    while (undo.possible) await undo.last();
    expect(backs.map((b) => b.mock.calls.length)).toEqual([...Array(10).fill(0), ...Array(50).fill(1)]);
  });
});
