import type { Announcement, AnnouncementCategory, announcementCategories } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

const categories: Record<(typeof announcementCategories)[number], () => string> = {
  preventOrFixIssue: m.announcements_fix,
  planForChange: m.announcements_plan,
  stayInformed: m.announcements_inform,
};

/** What a message wants, in the chosen language; a word of Microsoft's that nobody knows stands as it is. */
export const categoryWord = (category: AnnouncementCategory): string =>
  (categories as Partial<Record<string, () => string>>)[category]?.() ?? category;

/** Those that ask for something first, the nearest date before the others; then the newest. */
export const byUrgency = (a: Announcement, b: Announcement): number =>
  (a.actionBy ?? "9").localeCompare(b.actionBy ?? "9") ||
  (b.updatedAt ?? "").localeCompare(a.updatedAt ?? "");
