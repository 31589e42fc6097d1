import type { Side } from "./looks";

/** A column of a Grid. Widths in px. */
export interface Column {
  id: string;
  title: string;
  /** Start width; without it the column shares what is left, by its `grow` (1). */
  width?: number;
  grow?: number;
  min?: number;
  align?: Side;
  /** A sentence: two lines of it are shown where rows have room for them. */
  wrap?: boolean;
  /** Clicking the header calls onsort with the id. */
  sortable?: boolean;
  /** The title is said, not shown (a column of icons). */
  iconOnly?: boolean;
}

/** The CSS tracks of the columns; a width that the user gave wins. */
export function tracks(columns: readonly Column[], widths: Readonly<Record<string, number>>): string {
  return columns
    .map((c) => {
      const width = widths[c.id] ?? c.width;
      return width ? `${width}px` : `minmax(${c.min ?? 120}px, ${c.grow ?? 1}fr)`;
    })
    .join(" ");
}

/** Where a key takes the focus from a cell; row -1 is the header. undefined: the key is not ours. */
export function move(
  key: string,
  at: { row: number; column: number },
  size: { rows: number; columns: number; page: number },
): { row: number; column: number } | undefined {
  const last = size.rows - 1;
  const row = (n: number) => ({ ...at, row: Math.max(Math.min(n, last), last < 0 ? -1 : 0) });
  switch (key) {
    case "ArrowDown":
      return row(at.row + 1);
    case "ArrowUp":
      return at.row <= 0 ? { ...at, row: -1 } : row(at.row - 1);
    case "ArrowRight":
      return { ...at, column: Math.min(at.column + 1, size.columns - 1) };
    case "ArrowLeft":
      return { ...at, column: Math.max(at.column - 1, 0) };
    case "Home":
      return row(0);
    case "End":
      return row(last);
    case "PageDown":
      return row(at.row + size.page);
    case "PageUp":
      return row(at.row - size.page);
  }
  return undefined;
}
