import { afterEach, beforeEach, expect } from "vitest";
import { stopTheClock } from "./clock";
import { complaints } from "./stub";

// For both projects, jsdom and the browser.

beforeEach(stopTheClock);

afterEach(() => {
  document.body.replaceChildren();
  expect(complaints(), "what was asked of the backend").toEqual([]);
});
