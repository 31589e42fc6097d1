import { grantingStatuses } from "../bridge/bridge";

/** What the views need of a delegation. */
export interface Ending {
  status: string;
  endsAt?: string | null;
}

/** Says whether a delegation lets the partner in, by its status and its end (as backend/partner does). */
export function isActive(d: Ending, now: number): boolean {
  if (d.endsAt != null && now >= Date.parse(d.endsAt)) return false;
  const status = d.status.toLowerCase();
  return status === "" || grantingStatuses.some((granting) => granting === status);
}

/** A delegation that ended or was ended; what waits for approval is neither active nor past. */
export function isPast(d: Ending, now: number): boolean {
  if (d.endsAt != null && now >= Date.parse(d.endsAt)) return true;
  return ["expired", "terminated"].includes(d.status.toLowerCase());
}
