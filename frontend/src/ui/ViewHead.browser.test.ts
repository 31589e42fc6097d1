import icon from "@fluentui/svg-icons/icons/open_16_regular.svg?drawing";
import { render, screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { drawn } from "../test/clock";
import { expectAccessible } from "../test/view";
import ViewHead from "./ViewHead.svelte";

const done: string[] = [];
const act = (text: string, more = {}) => ({ icon, text, run: () => done.push(text), ...more });
const props = {
  title: "Demandes de service",
  of: "Gebäudetechnik Österreich Süd GmbH & Co. KG",
  age: { at: "2026-11-23T09:00:00Z", sentence: (age: string) => `Lu il y a ${age}` },
  moreLabel: "Autres actions",
  acts: [
    act("Actualiser", { keys: "F5" }),
    act("Centre d’administration", { keys: "o" }),
    act("Nouvelle demande", { keys: "n", primary: true }),
  ],
};

const shown = () =>
  screen.getAllByRole("button").map((button) => button.textContent?.trim() || button.ariaLabel);

/** No two of the things on the line lie on each other, and none lies outside. */
function expectApart(container: HTMLElement) {
  const things = container.querySelectorAll("h1, p.of, .age, button");
  const boxes = [...things]
    .filter(
      (thing) => thing.checkVisibility({ visibilityProperty: true }) && thing.closest("[popover]") === null,
    )
    .map((thing) => thing.getBoundingClientRect())
    .sort((a, b) => a.left - b.left);
  const line = container.getBoundingClientRect();
  boxes.forEach((box, i) => {
    expect(box.right).toBeLessThanOrEqual(Math.min(line.right, boxes[i + 1]?.left ?? line.right) + 0.5);
    expect(Math.abs(box.top + box.height / 2 - 26)).toBeLessThan(4); // one line
  });
}

test("what has no room goes into a menu, the last first; the primary button and the name stay", async () => {
  const { container } = render(ViewHead, props);
  const seen = new Map<number, number>();
  for (const width of [1060, 800, 700, 640, 560, 520, 460]) {
    container.style.inlineSize = `${width}px`;
    await drawn(() => expectApart(container));
    seen.set(width, shown().length);
    expect(shown()).toContain("Nouvelle demande");
    expect(container.querySelector(".of")?.clientWidth).toBeGreaterThanOrEqual(64);
  }
  expect(seen.get(1060)).toBe(3);
  expect(shown()).toEqual(["Autres actions", "Nouvelle demande"]);
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: "Autres actions" }));
  const entries = screen
    .getAllByRole("menuitem")
    .map((entry) => entry.textContent?.replace(/\s+/g, " ").trim());
  expect(entries).toEqual(["Actualiser F5", "Centre d’administration o"]);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(done).toEqual(["Centre d’administration"]);
  container.style.inlineSize = "1060px";
  await drawn(() => expect(shown()).toHaveLength(3));
});

test("a button that goes into the menu hands the focus over", async () => {
  const { container } = render(ViewHead, props);
  container.style.inlineSize = "1060px";
  await drawn(() => expect(shown()).toHaveLength(3));
  screen.getByRole("button", { name: "Centre d’administration" }).focus();
  container.style.inlineSize = "600px";
  await drawn(() => expect(document.activeElement?.ariaLabel).toBe("Autres actions"));
});

test("a button that comes later stands in the line at once, before its width is known", async () => {
  const { container, rerender } = render(ViewHead, { ...props, acts: props.acts.slice(2) });
  container.style.inlineSize = "1060px";
  await drawn(() => expectApart(container));
  await new Promise((laidOut) => new ResizeObserver(laidOut).observe(container));
  const rerendered = rerender({ acts: props.acts });
  flushSync(); // in the same task, so that nothing was laid out
  expect(shown()).toEqual(["Actualiser", "Centre d’administration", "Nouvelle demande"]);
  await rerendered;
});

test("one that comes before others moves them, and what has no room then goes into the menu", async () => {
  const { container, rerender } = render(ViewHead, { ...props, of: "Contoso", acts: props.acts.slice(1) });
  container.style.inlineSize = "780px";
  await drawn(() => expect(shown()).toEqual(["Centre d’administration", "Nouvelle demande"]));
  await rerender({ acts: props.acts });
  await drawn(() => expect(shown()).toContain("Autres actions"));
  const age = container.querySelector(".age") as HTMLElement;
  expect(age.clientWidth).toBeGreaterThanOrEqual(age.scrollWidth);
});

test("a long title is cut before a button goes, and before the age", async () => {
  const title = "Some users can’t send, receive or open email through Exchange Online by any connection";
  const { container } = render(ViewHead, { ...props, title, of: "" });
  const age = container.querySelector(".age") as HTMLElement;
  for (const [width, buttons] of [
    [1060, 3],
    [640, 2],
  ] as const) {
    container.style.inlineSize = `${width}px`;
    await drawn(() => expectApart(container));
    await drawn(() => expect(shown()).toHaveLength(buttons));
    expect(age.clientWidth).toBeGreaterThanOrEqual(age.scrollWidth);
    expect(container.querySelector("h1")?.clientWidth).toBeGreaterThan(width / 4);
  }
});

test("a button's key is told in its tooltip", () => {
  render(ViewHead, props);
  expect(screen.getByRole("button", { name: "Nouvelle demande" }).title).toBe("Nouvelle demande (n)");
});
