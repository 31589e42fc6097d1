import { severity } from "../../words/health";

interface Dated {
  state: string;
  classification: string;
  resolved: boolean;
  updatedAt?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
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
    .filter((i) => !i.resolved)
    .sort(
      (a, b) =>
        advisory(a) - advisory(b) ||
        severity(a.state) - severity(b.state) ||
        newest(a.updatedAt ?? a.startsAt, b.updatedAt ?? b.startsAt),
    );
}

/** Resolved issues, the one that ended last first. */
export function resolvedIssues<I extends Dated>(issues: I[]): I[] {
  return issues
    .filter((i) => i.resolved)
    .sort((a, b) => newest(a.endsAt ?? a.updatedAt, b.endsAt ?? b.updatedAt));
}

/** Services, the worst first, then those with more open issues, then by name in the reader's language. */
export function worstFirst<I extends Dated, S extends Reported<I>>(services: S[], locale: string): S[] {
  const open = (s: S) => s.issues.filter((i) => !i.resolved).length;
  const { compare } = new Intl.Collator(locale);
  return [...services].sort(
    (a, b) => severity(a.state) - severity(b.state) || open(b) - open(a) || compare(a.name, b.name),
  );
}

/**
 * A report in two: what is shown at once (not healthy, or with an open issue: an advisory leaves a
 * service operational) and the healthy rest, which is folded.
 */
export function split<I extends Dated, S extends Reported<I>>(services: S[], locale: string) {
  const troubled: S[] = [];
  const healthy: S[] = [];
  for (const s of worstFirst<I, S>(services, locale)) {
    const calm = s.state === "healthy" && s.issues.every((i) => i.resolved);
    (calm ? healthy : troubled).push(s);
  }
  return { troubled, healthy };
}
