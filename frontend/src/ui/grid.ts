import type { Side } from "./looks";

/** A column of a list. Widths in px. Row is what the list has rows of. */
export interface Column<Row = unknown> {
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
  /** What a row is known by: it can't be hidden, and the keyboard begins there. */
  fixed?: boolean;
  /** It is not shown until somebody chooses it. */
  hidden?: boolean;
  /** Where there is no room for all, the column with the biggest number goes away first; without one it stays. */
  leaves?: number;
  /** The column below whose text it stands where rows have two lines. */
  under?: string;
  /** It stands there only where there is no room for a column of its own. */
  apart?: boolean;
  /** What the column says of a row, for whoever copies it. A method, so that columns of any rows are columns. */
  text?(row: Row): string;
  /** The same for a file, where the text is of now or rounded: a moment in RFC 3339, a number. */
  data?(row: Row): string;
}

/** A column that is shown, with those that stand on its second line. */
export interface Laid<Row = unknown> extends Column<Row> {
  below: Column<Row>[];
}

/** How somebody wants the columns of a list; what is empty is as at first. */
export interface Look {
  order: string[];
  hidden: string[];
  widths: Record<string, number>;
}

/** What there is room for: px, and lines of text in a row. */
export interface Room {
  width: number;
  lines: number;
}

/** The columns in the order that was chosen; one that is new since then follows its neighbour. */
export function ordered<C extends { id: string }>(columns: readonly C[], order: readonly string[]): C[] {
  const out = order.map((id) => columns.find((c) => c.id === id)).filter((c) => c !== undefined);
  columns.forEach((column, i) => {
    if (out.includes(column)) return;
    const before = columns[i - 1];
    out.splice(before ? out.indexOf(before) + 1 : 0, 0, column);
  });
  return out;
}

/** Whether a column is wanted. */
export const isShown = (column: Column, { order, hidden }: Look): boolean =>
  column.fixed || (order.includes(column.id) ? !hidden.includes(column.id) : !column.hidden);

/** The columns that are wanted, in their order, whatever room there is. */
export const wantedOf = <Row>(columns: readonly Column<Row>[], look: Look): Column<Row>[] =>
  ordered(columns, look.order).filter((column) => isShown(column, look));

const leastWidth = (column: Column, { widths }: Look) =>
  widths[column.id] ?? column.width ?? column.min ?? 120;

/** The columns that are shown: as chosen, and those for which there is no room go away in the order that they state. */
export function laidOut<Row>(columns: readonly Column<Row>[], look: Look, room: Room): Laid<Row>[] {
  const wanted = wantedOf(columns, look);
  const stands = (column: Column) =>
    room.lines > 1 && column.under !== undefined && wanted.some((c) => c.id === column.under);
  const below = wanted.filter((column) => stands(column) && !column.apart);
  const own = wanted.filter((column) => !below.includes(column));
  for (;;) {
    const over = own.reduce((sum, column) => sum + leastWidth(column, look), 0) > room.width;
    const next = over ? Math.max(...own.map((column) => column.leaves ?? 0)) : 0;
    if (next <= 0) break;
    const [gone] = own.splice(
      own.findIndex((column) => column.leaves === next),
      1,
    );
    if (gone && stands(gone)) below.push(gone);
  }
  return own.map((column) => ({
    ...column,
    below: wanted.filter((other) => other.under === column.id && below.includes(other)),
  }));
}

/** The look in which a column stands at a place among all of them, shown or not. */
export function placed(columns: readonly Column[], look: Look, id: string, to: number): Look {
  const all = ordered(columns, look.order);
  const moved = all.find((column) => column.id === id);
  if (moved) {
    all.splice(all.indexOf(moved), 1);
    all.splice(Math.max(0, Math.min(to, all.length)), 0, moved);
  }
  return { ...told(columns, look), order: all.map((column) => column.id) };
}

/** The look in which a column stands right before another one, or right after it. */
export function movedTo(
  columns: readonly Column[],
  look: Look,
  id: string,
  to: { id: string; after: boolean },
): Look {
  const others = ordered(columns, look.order).filter((column) => column.id !== id);
  const at = others.findIndex((column) => column.id === to.id);
  return at < 0 ? look : placed(columns, look, id, at + Number(to.after));
}

/** The look in which a column is shown, or hidden. */
export function shown(columns: readonly Column[], look: Look, id: string, wanted: boolean): Look {
  const now = told(columns, look);
  const others = now.hidden.filter((other) => other !== id);
  return { ...now, hidden: wanted ? others : [...others, id] };
}

/** The same look, with what was as at first said in full. */
const told = (columns: readonly Column[], look: Look): Look => ({
  ...look,
  order: ordered(columns, look.order).map((column) => column.id),
  hidden: columns.filter((column) => !isShown(column, look)).map((column) => column.id),
});

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

/** What columns say of rows, the head first. */
export function sheetOf<Row>(all: readonly Column<Row>[], rows: readonly Row[]): string[][] {
  const columns = all.filter((column) => column.text);
  return [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => column.text?.(row) ?? "")),
  ];
}

/** The same as it goes into a file: moments and numbers exactly, and what the columns are. */
export function fileOf<Row>(all: readonly Column<Row>[], rows: readonly Row[]) {
  const columns = all.filter((column) => column.text);
  return {
    columns: columns.map(({ id, title, align }) => ({ id, title, number: align === "end" })),
    rows: rows.map((row) => columns.map((column) => column.data?.(row) ?? column.text?.(row) ?? "")),
  };
}
