import { mac } from "../lib/keys";
import * as m from "../paraglide/messages";

/** What keys are called here (lib/keys): by the language, and on a Mac by its signs. */
export const keyNames = (): Record<string, string> => ({
  Enter: m.frame_keyname_enter(),
  Escape: m.frame_keyname_escape(),
  Home: m.frame_keyname_home(),
  End: m.frame_keyname_end(),
  PageUp: m.frame_keyname_pageup(),
  PageDown: m.frame_keyname_pagedown(),
  Shift: m.frame_keyname_shift(),
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  ...(mac ? { Ctrl: "⌘", Alt: "⌥" } : {}),
});
