import { toFault } from "./fault";

type Bound = (...args: never[]) => Promise<unknown>;

/**
 * Gives a generated binding the bridge's signature: failures become Faults. R is the honest type of
 * the same answer (see Wire in types.ts); the generated one differs in null against undefined only.
 */
// biome-ignore lint/suspicious/noExplicitAny: the two types describe one value, no narrower bridge exists
export function bound<F extends (...args: any[]) => Promise<any>>(call: Bound): F {
  return (async (...args: never[]) => {
    try {
      return await call(...args);
    } catch (reason) {
      throw toFault(reason);
    }
  }) as F;
}
