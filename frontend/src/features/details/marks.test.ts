import { expect, test } from "vitest";
import { addMarks, parseMarks } from "./marks";

test("a pasted list becomes single marks without empty ones", () => {
  expect(parseMarks(" vip, lyon;\n,  grand   compte ,")).toEqual(["vip", "lyon", "grand compte"]);
});

test("a mark that is there in another case is not added twice", () => {
  const marks = ["VIP"];
  expect(addMarks(marks, "vip")).toBe(marks);
  expect(addMarks(marks, "vip, Lyon, lyon")).toEqual(["VIP", "Lyon"]);
});
