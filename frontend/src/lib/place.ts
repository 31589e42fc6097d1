/** To which edge of its anchor a box keeps. */
const edges = { start: 0, end: 1 };

/** Where a floating box of the given size goes beside its anchor: below if there is room, else above; kept in the window. */
export function place(
  anchor: { left: number; right: number; top: number; bottom: number },
  size: { width: number; height: number },
  view: { width: number; height: number },
  align: keyof typeof edges = "start",
  gap = 4,
): { left: number; top: number } {
  const margin = 8;
  const wanted = anchor.left + edges[align] * (anchor.right - anchor.left - size.width);
  const left = Math.max(margin, Math.min(wanted, view.width - size.width - margin));
  const below = anchor.bottom + gap;
  const fits = below + size.height + margin <= view.height;
  const above = anchor.top - gap - size.height;
  return { left, top: fits || above < margin ? below : above };
}
