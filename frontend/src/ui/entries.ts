/** Where a key leads among the entries of a menu, of which `at` has the focus; undefined: nowhere. */
export function entryFor(key: string, all: HTMLElement[], at: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % all.length;
    case "ArrowUp":
      return (at + all.length - 1) % all.length;
    case "Home":
      return 0;
    case "End":
      return all.length - 1;
  }
  return letter(key, all, at);
}

/** The next entry that begins with a letter. */
function letter(key: string, all: HTMLElement[], at: number): number | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  for (let i = 1; i <= all.length; i++) {
    const n = (at + i) % all.length;
    if (all[n]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase())) return n;
  }
  return undefined;
}
