import { afterEach, beforeEach, expect } from "vitest";
import { locales } from "../lib/locale";
import { overwriteGetLocale } from "../paraglide/runtime";
import { fetchSentences } from "../words/sentences.svelte";
import { learn } from "../words/spoken.svelte";
import { stopTheClock } from "./clock";
import { complaints } from "./stub";

// For both projects, jsdom and the browser.

await Promise.all([fetchSentences(), ...locales.map(learn)]); // as in a window that has been there for a moment

beforeEach(stopTheClock);
beforeEach(() => overwriteGetLocale(() => "en")); // a window of another test may have spoken French

afterEach(() => {
  document.body.replaceChildren();
  expect(complaints(), "what was asked of the backend").toEqual([]);
});
