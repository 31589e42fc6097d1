/** Splits what was typed or pasted into single marks: commas, semicolons and line breaks separate. */
export function parseMarks(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((s) => s.trim().replace(/\s+/g, " "))
    .filter(Boolean);
}

/** Adds marks that are not there yet; "VIP" and "vip" are the same mark. Answers the same list when nothing is new. */
export function addMarks(marks: string[], text: string): string[] {
  const out = [...marks];
  for (const mark of parseMarks(text)) {
    if (!out.some((o) => o.toLowerCase() === mark.toLowerCase())) out.push(mark);
  }
  return out.length === marks.length ? marks : out;
}

/** Takes a mark away. Answers the same list when it is not there. */
export function removeMark(marks: string[], name: string): string[] {
  return marks.includes(name) ? marks.filter((mark) => mark !== name) : marks;
}
