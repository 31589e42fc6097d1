/**
 * Arrow keys among a list of buttons, as the ARIA accordion pattern offers them: Up and Down move, Home
 * and End jump, Right opens and Left closes what has aria-expanded. Tab and Enter stay the browser's.
 *
 * Use as an attachment: `<ul {@attach roving("[data-row]")}>`. Items inside a closed <details> or a
 * hidden part are passed over.
 */
export function roving(selector: string) {
  return (list: HTMLElement) => {
    function onKey(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const from = (event.target as HTMLElement).closest<HTMLElement>(selector);
      if (!from) return;
      const items = [...list.querySelectorAll<HTMLElement>(selector)].filter(isShown);
      const at = items.indexOf(from);
      const to = target(event.key, at, items.length);
      if (to !== undefined) {
        event.preventDefault();
        items[to]?.focus();
        return;
      }
      const open = from.getAttribute("aria-expanded");
      if (
        (event.key === "ArrowRight" && open === "false") ||
        (event.key === "ArrowLeft" && open === "true")
      ) {
        event.preventDefault();
        from.click();
      }
    }
    list.addEventListener("keydown", onKey);
    return () => list.removeEventListener("keydown", onKey);
  };
}

function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
  }
  return undefined;
}

/** What folds something is shown while that is not. */
function isShown(item: HTMLElement): boolean {
  const from = item.matches("summary") ? item.parentElement?.parentElement : item;
  return from?.closest("[hidden], details:not([open])") === null;
}
