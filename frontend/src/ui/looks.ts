/** What several widgets have in common: how big they are, and to which side they keep. */
const sizes = ["small", "medium"] as const;
export type Size = (typeof sizes)[number];

const sides = ["start", "end"] as const;
export type Side = (typeof sides)[number];

/** Something that can be done with what is shown: a button, or an entry of a menu. */
export interface Act {
  icon: Drawing;
  text: string;
  /** The key of the same action, see lib/keys. */
  keys?: string;
  /** It is under way. */
  busy?: boolean;
  /** It opens a dialog, and is said to. */
  asks?: boolean;
  /** What the view is for most: at most one. */
  primary?: boolean;
  run: () => void;
}

/** When something was read: the props of Age. */
export interface ReadAt {
  /** RFC 3339; null when never. */
  at: string | null;
  /** What is said when it was never read. */
  never?: string;
  /** Wraps the age in a sentence. */
  sentence?: (age: string) => string;
}
