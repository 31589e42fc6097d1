import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { expectAccessible } from "../test/view";
import Menu from "./Menu.svelte";

test("a menu of two columns has every entry once, and the arrows reach them all", async () => {
  const done: string[] = [];
  const items = (...texts: string[]) => texts.map((text) => ({ text, run: () => done.push(text) }));
  const { container } = render(Menu, {
    label: "Account",
    groups: [{ items: items("One") }, { title: "Some", items: items("Two", "Three") }],
    beside: [{ title: "Others", items: items("Four", "Five") }],
  });
  await userEvent.click(screen.getByRole("button", { name: "Account" }));
  const names = () => screen.getAllByRole("menuitem").map((entry) => entry.textContent?.trim());
  expect(names()).toEqual(["One", "Two", "Three", "Four", "Five"]);
  await expectAccessible(container);
  const focused = () => document.activeElement?.textContent?.trim();
  expect(focused()).toBe("One");
  await userEvent.keyboard("{ArrowRight}");
  expect(focused()).toBe("Four");
  await userEvent.keyboard("{ArrowDown}{ArrowLeft}");
  expect(["Two", "Three"]).toContain(focused());
  await userEvent.keyboard("{End}{ArrowDown}");
  expect(focused()).toBe("One");
  await userEvent.keyboard("{ArrowRight}{Enter}");
  expect(done).toEqual(["Four"]);
});
