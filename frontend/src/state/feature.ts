import type { Component } from "svelte";
import type { MatchField } from "../bridge/bridge";
import type { AppState } from "./app.svelte";
import type { HelpChapter } from "./help.svelte";
import type { Scope, View } from "./views";

interface Loaded {
  default: Component;
}

/**
 * A view as it describes itself, in features/<noun>/feature.ts. Navigation, keys, commands and the window's
 * title are made of it; nobody else names a view's icon, word or key.
 */
export interface Description {
  id: View;
  icon: Drawing;
  /** The keys that go there (state/actions); the first one is shown. */
  keys?: string[];
  /** Its name in the navigation and in the window's title. */
  word: () => string;
  /** Its name among the commands, where the one of the navigation is too short to tell it apart. */
  command?: () => string;
  /** Fetches it. What the first picture needs is there at once. */
  load: () => Loaded | Promise<Loaded>;
  /** The number beside its name; none and zero are not shown. */
  badge?: (app: AppState) => number | null | undefined;
  /** What a customer may be found by that it shows. */
  shows?: readonly MatchField[];
  /** The chapter of the help that tells of it; none: the first. */
  help?: HelpChapter;
  /** It shows the chosen customer's details itself: no pane beside it. */
  showsDetails?: boolean;
}

/** A description in its place in the navigation. */
export interface Feature extends Description {
  scope: Scope;
}
