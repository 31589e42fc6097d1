import type { Telling, TellingMeans } from "../bridge/bridge";
import { formatDateTime } from "../lib/age";
import { intlLocale } from "../lib/locale";
import * as m from "../paraglide/messages";

/** How a message left the program. */
export const meansWords: Record<TellingMeans, () => string> = {
  files: m.mailing_by_files,
  csv: m.mailing_by_csv,
  copied: m.mailing_by_copy,
  opened: m.mailing_by_opened,
  byHand: m.mailing_by_hand,
};

/** When a customer was told, and by which means. */
export const toldWord = ({ at, means }: Telling): string =>
  m.incidents_told_when({ at: formatDateTime(at, intlLocale()) ?? "", means: meansWords[means]() });
