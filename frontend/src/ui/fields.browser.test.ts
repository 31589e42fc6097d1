import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import Select from "./Select.svelte";
import TextArea from "./TextArea.svelte";

test("a filter is as wide as what is chosen, and no wider than its place", async () => {
  const options = ["Age", "Older than thirty days", "x".repeat(200)].map((text, i) => ({
    value: `${i}`,
    text,
  }));
  render(Select, { label: "Filter", options, value: "0", inline: true });
  const select = screen.getByRole("combobox");
  const widths = [];
  for (const { value } of options) {
    await userEvent.selectOptions(select, value);
    widths.push(select.getBoundingClientRect().width);
  }
  const [short = 0, long = 0, longest = 0] = widths;
  expect(short).toBeLessThan(100);
  expect(long).toBeGreaterThan(short + 40);
  expect(longest).toBeGreaterThanOrEqual(long);
  expect(longest).toBeLessThanOrEqual(220);
  expect(select.getBoundingClientRect().height).toBe(28);
});

test("a field for text grows with its text to three times its lines, then scrolls", async () => {
  render(TextArea, { label: "Note", value: "", rows: 2 });
  const field = screen.getByRole("textbox");
  const heights: number[] = [];
  for (const lines of [1, 2, 3, 5, 40]) {
    await userEvent.fill(field, Array.from({ length: lines }, () => "text").join("\n"));
    heights.push(field.getBoundingClientRect().height);
  }
  expect(heights).toEqual([52, 52, 72, 112, 132]);
  expect(field.scrollHeight).toBeGreaterThan(field.clientHeight);
  await userEvent.fill(field, "text ".repeat(400));
  expect(field.getBoundingClientRect().height).toBe(132);
  await userEvent.fill(field, "x");
  expect(field.getBoundingClientRect().height).toBe(52);
});
