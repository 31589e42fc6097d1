/** Where a spreadsheet would begin a formula, whatever separates its cells (as app/cli/term has it). */
const formula = /(^|[,;|])([\s"']*)([=+\-@＝＋－＠])/g;

/** A cell in one line that no spreadsheet calculates: an apostrophe stands before what would begin a formula. */
const cell = (text: string) => text.replace(/[\t\r\n\u2028\u2029]+/g, " ").replace(formula, "$1$2'$3");

const escaped: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const markup = (text: string) => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign);

/** Rows of cells, the head first, as text: a tab between any two cells. */
export const sheetText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cell).join("\t")).join("\n");

/** The same as a table. */
export function sheetTable(rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[], tag: string) =>
    `<tr>${row.map((text) => `<${tag}>${markup(cell(text))}</${tag}>`).join("")}</tr>`;
  return `<table>${rows.map((row, i) => line(row, i === 0 ? "th" : "td")).join("")}</table>`;
}
