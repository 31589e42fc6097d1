/**
 * Keys as text: "h", "/", "?", "F5", "Ctrl+K", "Ctrl+Shift+P", and chords "g c". Letters and signs are
 * compared by what they write, so that `/` works wherever the keyboard has it. Ctrl also accepts the
 * Mac's command key.
 */
type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

export const mac = navigator.platform.startsWith("Mac");

/** The text of one key press, in the form above; null for a modifier alone. */
export function pressOf(e: Press): string | null {
  if (["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "Process"].includes(e.key)) return null;
  const command = e.ctrlKey || e.metaKey;
  const key = e.key === " " ? "Space" : e.key;
  if (key.length === 1) {
    if (!command) return e.altKey ? `Alt+${key}` : key;
    const shift = e.shiftKey && key.toLowerCase() !== key.toUpperCase();
    return `Ctrl+${shift ? "Shift+" : ""}${key.toUpperCase()}`;
  }
  return `${command ? "Ctrl+" : ""}${e.altKey ? "Alt+" : ""}${e.shiftKey ? "Shift+" : ""}${key}`;
}

/** How long the second key of a chord may take, in milliseconds. */
export const chordTime = 1500;

/** Follows key presses and finds the binding that they complete. */
export class Chords {
  #first = "";
  #at = 0;

  /** The binding among those given that this press completes; '' if it began one; null if neither. */
  press(press: string, bindings: readonly string[], now: number): string | null {
    const chord = this.#first && now - this.#at <= chordTime ? `${this.#first} ${press}` : "";
    this.#first = "";
    if (chord && bindings.includes(chord)) return chord;
    if (bindings.some((b) => b.startsWith(`${press} `))) {
      this.#first = press;
      this.#at = now;
      return "";
    }
    return bindings.includes(press) ? press : null;
  }
}

/** Keys that a field has a meaning of its own for. */
const ofFields: readonly string[] = [
  "Ctrl+Z",
  "Ctrl+A",
  "Ctrl+C",
  ...(mac ? ["Alt+ArrowLeft", "Alt+ArrowRight"] : []), // by a word
];

/**
 * Whether what has the focus takes this press for itself: letters, and the keys of an editor. A field that empties
 * itself when it is done, and is empty (data-yields), has nothing to undo.
 */
export function isTaken(press: string, target: EventTarget | null): boolean {
  if (!isTyping(target)) return false;
  if (ofFields.includes(press)) return !(target instanceof HTMLElement && "yields" in target.dataset);
  return !/^(Ctrl\+|Alt\+|F\d)/.test(press);
}

/** Whether what has the focus takes letters for itself. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"]')) return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The parts of a binding, to draw each as a key: [["g"], ["c"]], [["Ctrl", "Shift", "P"]]. */
export function keyParts(binding: string): string[][] {
  return binding.split(" ").map((press) => press.split(/\+(?=.)/));
}

let names: () => Record<string, string> = () => ({});

/** Says what keys are called in the user's language, e.g. { Enter: "Entrée" }: for all who show them. */
export function nameKeys(read: () => Record<string, string>): void {
  names = read;
}

/** A binding as it is read: "g c", "Ctrl+Entrée". */
export function keyText(binding: string): string {
  const named = names();
  return keyParts(binding)
    .map((press) => press.map((key) => named[key] ?? key).join("+"))
    .join(" ");
}

/** What something does, with its key: for tooltips. */
export const withKey = (text: string, binding: string | undefined): string =>
  binding ? `${text} (${keyText(binding)})` : text;

/** aria-keyshortcuts has no chords and calls Ctrl Control; a chord is left out. */
export function ariaKeys(binding: string | undefined): string | undefined {
  if (!binding || binding.includes(" ")) return undefined;
  return binding.replace("Ctrl", "Control");
}
