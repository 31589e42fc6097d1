/** What the colour of a sign says; the word always stands beside it, never colour alone. */
const signTones = ["danger", "warning", "info", "success", "quiet"] as const;
export type SignTone = (typeof signTones)[number];

/** How a state is shown, wherever it is: drawing, colour and word belong together. */
export interface Look {
  icon: Drawing;
  tone: SignTone;
  word: () => string;
  /** It wants attention: the word is semibold. */
  strong?: boolean;
  /** It says little: the word steps back, too. */
  muted?: boolean;
}
