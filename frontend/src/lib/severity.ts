/** The health states, worst first. Unknown stands above healthy: it is no good news. */
const order = ["outage", "degraded", "advisory", "unknown", "healthy"];

/** 0 for the worst. A state that a newer program names ranks as unknown. */
export function severity(state: string): number {
  const at = order.indexOf(state);
  return at < 0 ? order.indexOf("unknown") : at;
}
