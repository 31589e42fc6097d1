import { expect, it } from "vitest";
import { sheetTable, sheetText } from "./sheet";

const rows = [
  ["Name", "Health"],
  ["A\tB\nC", "=1+1"],
  ['<b>&"', "-"],
];

it("is text with a tab between any two cells, a line a row, and calculates nothing", () =>
  expect(sheetText(rows)).toBe("Name\tHealth\nA B C\t'=1+1\n<b>&\"\t'-"));

it("is a table in which nothing of a cell is markup", () =>
  expect(sheetTable(rows)).toBe(
    "<table><tr><th>Name</th><th>Health</th></tr><tr><td>A B C</td><td>'=1+1</td></tr>" +
      "<tr><td>&lt;b&gt;&amp;&quot;</td><td>'-</td></tr></table>",
  ));
