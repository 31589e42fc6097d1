/** To which edge of its anchor a box keeps. */
const edges = { start: 0, end: 1 };
type Edge = keyof typeof edges;

/** What a box floats beside, in the window: px. */
type Anchor = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** How far what floats stays from the window's edges: px. */
const margin = 8;

/**
 * Where a floating box of the given size goes beside its anchor: below if there is room, else where there is more of it;
 * kept in the window. `height` is how high it may be there; what is higher scrolls. All in px.
 */
export function place(
  anchor: Anchor,
  size: { width: number; height: number },
  view: { width: number; height: number },
  align: Edge = "start",
  gap = 4,
): { left: number; top: number; height: number } {
  const wanted = anchor.left + edges[align] * (anchor.right - anchor.left - size.width);
  const left = Math.max(margin, Math.min(wanted, view.width - size.width - margin));
  const below = view.height - margin - (anchor.bottom + gap);
  const above = anchor.top - gap - margin;
  if (size.height <= below || below >= above)
    return { left, top: anchor.bottom + gap, height: Math.max(0, below) };
  const height = Math.min(size.height, above);
  return { left, top: anchor.top - gap - height, height };
}

/** Puts a box that is shown beside its anchor. */
export function float(box: HTMLElement, anchor: Anchor, align: Edge = "start"): void {
  box.style.maxBlockSize = ""; // its own height, not the one it was given the last time
  const at = place(
    anchor,
    { width: box.offsetWidth, height: box.offsetHeight },
    { width: innerWidth, height: innerHeight },
    align,
  );
  box.style.left = `${at.left}px`;
  box.style.top = `${at.top}px`;
  box.style.maxBlockSize = `${at.height}px`;
}
