import { render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { expectAccessible } from "../test/view";
import Button from "./Button.svelte";

const children = createRawSnippet(() => ({ render: () => "<span>Go</span>" }));

test("a busy button keeps the focus, says so, and does nothing twice", async () => {
  const onclick = vi.fn();
  const { container, rerender } = render(Button, { children, onclick });
  const button = screen.getByRole("button", { name: "Go" }) as HTMLButtonElement;
  await userEvent.click(button);
  await rerender({ busy: true });
  expect(document.activeElement).toBe(button);
  expect([button.disabled, button.getAttribute("aria-disabled")]).toEqual([false, "true"]);
  button.click(); // the tests' mouse would wait until it is not busy
  await userEvent.keyboard("{Enter}");
  expect(onclick).toHaveBeenCalledTimes(1);
  await expectAccessible(container);
  await rerender({ busy: false });
  await userEvent.keyboard("{Enter}");
  expect(onclick).toHaveBeenCalledTimes(2);
});

test("a busy button submits no form", async () => {
  const form = document.body.appendChild(document.createElement("form"));
  const onsubmit = vi.fn((event: Event) => event.preventDefault());
  form.addEventListener("submit", onsubmit);
  const { rerender } = render(Button, { target: form, props: { children, type: "submit", busy: true } });
  screen.getByRole("button").click();
  expect(onsubmit).not.toHaveBeenCalled();
  await rerender({ busy: false });
  await userEvent.click(screen.getByRole("button"));
  expect(onsubmit).toHaveBeenCalledTimes(1);
});
