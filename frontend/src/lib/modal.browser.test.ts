import { beforeEach, expect, it, onTestFinished } from "vitest";
import { settle } from "../test/clock";
import { aboveAll, modalIsOpen } from "./modal";

let element: HTMLElement;
const dialog = () => document.body.appendChild(document.createElement("dialog"));

beforeEach(() => {
  element = document.createElement("section");
  document.body.append("before", element, "after");
});

it("stands in the modal dialog that was opened last, and goes home after the last one", async () => {
  const [first, second] = [dialog(), dialog()];
  onTestFinished(aboveAll(element));
  expect(element.previousSibling?.previousSibling?.textContent).toBe("before");
  expect(modalIsOpen()).toBe(false);
  second.showModal();
  await settle();
  expect(modalIsOpen()).toBe(true);
  expect(element.parentNode).toBe(second);
  expect(element.matches(":popover-open")).toBe(true);
  first.showModal(); // opened later, although it stands earlier
  await settle();
  expect(element.parentNode).toBe(first);
  second.close();
  await settle();
  expect(element.parentNode).toBe(first);
  first.close();
  await settle();
  expect(element.parentNode).toBe(document.body);
  expect(element.nextSibling?.textContent).toBe("after");
  expect([element.matches(":popover-open"), modalIsOpen()]).toEqual([true, false]);
});

it("is there at once in a dialog that is open already, and follows nothing once it is gone", async () => {
  const open = dialog();
  open.showModal();
  const stop = aboveAll(element);
  expect(element.parentNode).toBe(open);
  stop();
  open.close();
  await settle();
  expect(element.isConnected).toBe(false);
});
