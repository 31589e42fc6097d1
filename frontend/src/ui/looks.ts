/** What several widgets have in common: how big they are, and to which side they keep. */
export const sizes = ["small", "medium"] as const;
export type Size = (typeof sizes)[number];

export const sides = ["start", "end"] as const;
export type Side = (typeof sides)[number];
