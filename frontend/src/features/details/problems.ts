import { type CustomerDetails, neededParts, type Problem } from "../../bridge/bridge";

/** One failure and every part of the customer that it kept from being fresher. */
export interface SharedProblem {
  problem: Problem;
  parts: string[];
}

/**
 * The customer's failures, each once: a missing consent fails every read with the same words, and
 * saying so five times would hide that there is one thing to do.
 */
export function sharedProblems(freshness: CustomerDetails["freshness"]): SharedProblem[] {
  const found = new Map<string, SharedProblem>();
  for (const part of neededParts) {
    const problem = freshness[part]?.problem;
    if (problem == null) continue;
    const key = [problem.kind, problem.remedyKey, problem.code].join(" ");
    const known = found.get(key);
    if (known) known.parts.push(part);
    else found.set(key, { problem, parts: [part] });
  }
  return [...found.values()];
}
