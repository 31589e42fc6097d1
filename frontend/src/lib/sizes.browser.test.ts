import { expect, onTestFinished, test } from "vitest";
import { drawn } from "../test/clock";
import { sized } from "./sizes";

test("a size is read when it is laid out, not before, again when it changes, and no more once the box is left", async () => {
  const box = document.body.appendChild(document.createElement("div"));
  onTestFinished(() => box.remove());
  box.style.inlineSize = "200px";
  const widths: number[] = [];
  const stop = sized((it) => widths.push(it.clientWidth))(box);
  expect(widths).toEqual([]);
  await drawn(() => expect(widths).toEqual([200]));
  box.style.inlineSize = "120px";
  await drawn(() => expect(widths).toEqual([200, 120]));
  stop();
  const told = new Promise((done) => sized(done)(box)); // who comes now is told of the next size
  box.style.inlineSize = "300px";
  await told;
  expect(widths).toEqual([200, 120]);
});
