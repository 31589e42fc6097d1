/** Whether two values that came as JSON say the same. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const before = a as Record<string, unknown>;
  const after = b as Record<string, unknown>;
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length &&
    names.every((name) => name in after && equal(before[name], after[name]))
  );
}
