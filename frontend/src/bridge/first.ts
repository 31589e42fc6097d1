import type { First } from "./contract";

/** What the program put into the page to be shown before anything is asked for (app/shell/first.go); null: nothing. */
export function readFirst(page: Document): First | null {
  const data = page.getElementById("first");
  if (!data) return null;
  data.remove(); // it names customers, who may leave
  return JSON.parse(data.textContent);
}
