import * as Hook from "../../wailsjs/go/hook/Webhook";
import { bound } from "./bound";
import type { Bridge } from "./bridge";

/** The calls for the webhook to which alerts are announced. */
export const webhook: Bridge["webhook"] = {
  get: bound(Hook.Get),
  set: bound(Hook.Set),
  test: bound(Hook.Test),
  renew: bound(Hook.Renew),
  retry: bound(Hook.Retry),
  discard: bound(Hook.Discard),
  remove: bound(Hook.Remove),
};
