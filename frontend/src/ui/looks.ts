/** What several widgets have in common: how big they are, and to which side they keep. */
const sizes = ["small", "medium"] as const;
export type Size = (typeof sizes)[number];

const sides = ["start", "end"] as const;
export type Side = (typeof sides)[number];
