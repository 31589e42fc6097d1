import { isLatelyOver, severity } from "../../words/health";

interface Dated {
  state: string;
  classification: string;
  open: boolean;
  overSince: string | null;
  updatedAt?: string | null;
  startsAt?: string | null;
}

interface Reported<I extends Dated> {
  name: string;
  state: string;
  issues: I[];
}

const newest = (a?: string | null, b?: string | null) => (b ?? "").localeCompare(a ?? "");

/** Open issues: incidents before advisories, the worst first, then the one that moved last. */
export function openIssues<I extends Dated>(issues: I[]): I[] {
  const advisory = (i: I) => Number(i.classification !== "incident");
  return issues
    .filter((i) => i.open)
    .sort(
      (a, b) =>
        advisory(a) - advisory(b) ||
        severity(a.state) - severity(b.state) ||
        newest(a.updatedAt ?? a.startsAt, b.updatedAt ?? b.startsAt),
    );
}

/** Issues that are over, the last one first: those of the day, and those of before. */
export function overIssues<I extends Dated>(issues: I[], now: number): { lately: I[]; before: I[] } {
  const over = issues.filter((i) => !i.open).sort((a, b) => newest(a.overSince, b.overSince));
  return {
    lately: over.filter((i) => isLatelyOver(i, now)),
    before: over.filter((i) => !isLatelyOver(i, now)),
  };
}

/** Services, the worst first, then those with more open issues, then by name in the reader's language. */
export function worstFirst<I extends Dated, S extends Reported<I>>(services: S[], locale: string): S[] {
  const open = (s: S) => s.issues.filter((i) => i.open).length;
  const { compare } = new Intl.Collator(locale);
  return [...services].sort(
    (a, b) => severity(a.state) - severity(b.state) || open(b) - open(a) || compare(a.name, b.name),
  );
}

/**
 * A report in two: what is shown at once (not healthy, or with an open issue: an advisory leaves a
 * service operational; or with one that is over since a day at most) and the healthy rest, which is folded.
 */
export function split<I extends Dated, S extends Reported<I>>(services: S[], locale: string, now: number) {
  const troubled: S[] = [];
  const healthy: S[] = [];
  for (const s of worstFirst<I, S>(services, locale)) {
    const calm = s.state === "healthy" && s.issues.every((i) => !i.open && !isLatelyOver(i, now));
    (calm ? healthy : troubled).push(s);
  }
  return { troubled, healthy };
}
