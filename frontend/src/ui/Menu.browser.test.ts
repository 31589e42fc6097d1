import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { expectAccessible } from "../test/view";
import Menu from "./Menu.svelte";

test("a menu of groups has every entry once, and the arrows and letters reach them all", async () => {
  const done: string[] = [];
  const items = (...texts: string[]) => texts.map((text) => ({ text, run: () => done.push(text) }));
  const { container } = render(Menu, {
    label: "Account",
    groups: [{ items: items("One") }, { title: "Some", items: items("Two", "Three") }],
  });
  await userEvent.click(screen.getByRole("button", { name: "Account" }));
  const names = () => screen.getAllByRole("menuitem").map((entry) => entry.textContent?.trim());
  expect(names()).toEqual(["One", "Two", "Three"]);
  await expectAccessible(container);
  const focused = () => document.activeElement?.textContent?.trim();
  expect(focused()).toBe("One");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(focused()).toBe("Three");
  await userEvent.keyboard("{ArrowDown}");
  expect(focused()).toBe("One");
  await userEvent.keyboard("{End}{ArrowUp}");
  expect(focused()).toBe("Two");
  await userEvent.keyboard("t");
  expect(focused()).toBe("Three");
  await userEvent.keyboard("{Home}{Enter}");
  expect(done).toEqual(["One"]);
});

test("an open menu stays in the window when an entry comes that makes it wider", async () => {
  const groups = (...texts: string[]) => [{ items: texts.map((text) => ({ text, run: () => {} })) }];
  const { container, rerender } = render(Menu, { label: "More", align: "end", groups: groups("Copy") });
  container.style.cssText = "position: fixed; inset-block-start: 0; inset-inline-end: 4px";
  await userEvent.click(screen.getByRole("button", { name: "More" }));
  await rerender({ groups: groups("Copy", "Open in the admin center of this customer") });
  const entry = screen.getAllByRole("menuitem")[1] as HTMLElement;
  expect(entry.getBoundingClientRect().right).toBeLessThanOrEqual(innerWidth);
});
