import type { NextStep, Subscription } from "../bridge/bridge";
import { formatDay } from "../lib/age";
import * as m from "../paraglide/messages";

type Dated = (inputs: { date: string }) => string;

/** What is said of what happens next: at a date to come, at one that has passed, and without a date. */
const sentences: Record<NextStep, { coming: Dated; past: Dated; undated: () => string }> = {
  renews: {
    coming: m.subscription_renews,
    past: m.subscription_renews_past,
    undated: m.subscription_renews_undated,
  },
  ends: { coming: m.subscription_ends, past: m.subscription_ends_past, undated: m.subscription_ends_undated },
  turns: { coming: m.subscription_turns, past: m.subscription_turns_past, undated: () => "" },
  grace: {
    coming: m.subscription_grace,
    past: m.subscription_grace_past,
    undated: m.subscription_grace_undated,
  },
  deleted: {
    coming: m.subscription_deleted,
    past: m.subscription_deleted_past,
    undated: m.subscription_off,
  },
  suspended: {
    coming: m.subscription_suspended,
    past: m.subscription_suspended_past,
    undated: m.subscription_off,
  },
  over: { coming: m.subscription_over, past: m.subscription_over, undated: m.subscription_over },
};

type Ending = Pick<Subscription, "next" | "renewsAt">;

/** What happens next to a subscription, and when; empty where nothing can be said. */
export function nextWords({ next, renewsAt }: Ending, now: number, locale: string): string {
  const said = sentences[next];
  if (!said) return "";
  if (!renewsAt) return said.undated();
  const date = formatDay(renewsAt, locale) ?? "";
  return Date.parse(renewsAt) > now ? said.coming({ date }) : said.past({ date });
}

/** Whether it no longer runs as it was bought: nobody should read over that. */
export const isUrgent = ({ next }: Ending): boolean =>
  next === "grace" || next === "deleted" || next === "suspended" || next === "over";

/** The services' words for a subscription's status (api/facts.md 1.6, 1.7, 2.3). The list is open. */
const statuses: Record<string, () => string> = {
  enabled: m.subscriptions_status_enabled,
  active: m.subscriptions_status_active,
  warning: m.subscriptions_status_warning,
  suspended: m.subscriptions_status_suspended,
  deleted: m.subscriptions_status_deleted,
  lockedout: m.subscriptions_status_lockedout,
  pending: m.subscriptions_status_pending,
  expired: m.subscriptions_status_expired,
  disabled: m.subscriptions_status_disabled,
};

/** The status in the chosen language; a word that nobody knows is shown as the service wrote it. */
export function statusWord(status: string): string {
  return statuses[status.toLowerCase()]?.() ?? status;
}

/** Whether the subscription runs as it should. A status that nobody knows raises no alarm. */
export function isWell(status: string): boolean {
  const s = status.toLowerCase();
  return !["warning", "suspended", "deleted", "lockedout", "expired", "disabled"].includes(s);
}
