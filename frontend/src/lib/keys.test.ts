import { describe, expect, it } from "vitest";
import { ariaKeys, Chords, chordTime, isTyping, keyParts, pressOf } from "./keys";

const press = (key: string, mods: Partial<KeyboardEvent> = {}) =>
  pressOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...mods });

describe("pressOf", () => {
  it.each<[string | null, string, Partial<KeyboardEvent>]>([
    ["h", "h", {}],
    ["?", "?", { shiftKey: true }],
    ["/", "/", { shiftKey: true }], // as on a French keyboard
    ["Ctrl+K", "k", { ctrlKey: true }],
    ["Ctrl+K", "k", { metaKey: true }],
    ["Ctrl+Shift+P", "P", { ctrlKey: true, shiftKey: true }],
    ["F5", "F5", {}],
    ["Shift+ArrowLeft", "ArrowLeft", { shiftKey: true }],
    ["Space", " ", {}],
    [null, "Shift", { shiftKey: true }],
    [null, "Dead", {}],
  ])("%s", (want, key, mods) => expect(press(key, mods)).toBe(want));
});

describe("Chords", () => {
  const bindings = ["h", "g c", "g i"];
  it("completes a chord in time", () => {
    const chords = new Chords();
    expect(chords.press("g", bindings, 0)).toBe("");
    expect(chords.press("c", bindings, chordTime)).toBe("g c");
  });
  it("too late, the second key stands for itself", () => {
    const chords = new Chords();
    chords.press("g", bindings, 0);
    expect(chords.press("h", bindings, chordTime + 1)).toBe("h");
    expect(chords.press("c", bindings, chordTime + 2)).toBeNull();
  });
  it("a wrong second key is not swallowed", () => {
    const chords = new Chords();
    chords.press("g", bindings, 0);
    expect(chords.press("h", bindings, 1)).toBe("h");
  });
});

describe("isTyping", () => {
  it.each([
    ["<input>", true],
    ["<input type=checkbox>", false],
    ["<textarea></textarea>", true],
    ["<select></select>", true],
    ["<button></button>", false],
  ])("%s", (html, want) => {
    document.body.innerHTML = html;
    expect(isTyping(document.body.firstElementChild)).toBe(want);
  });
});

it("a binding is drawn in parts", () => {
  expect(keyParts("Ctrl+Shift+P")).toEqual([["Ctrl", "Shift", "P"]]);
  expect(keyParts("g c")).toEqual([["g"], ["c"]]);
});

it("aria-keyshortcuts knows no chords", () => {
  expect(ariaKeys("Ctrl+K")).toBe("Control+K");
  expect(ariaKeys("g c")).toBeUndefined();
});
