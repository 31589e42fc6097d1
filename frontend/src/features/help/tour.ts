import * as m from "../../paraglide/messages";

/** Where the words stand beside what they tell of. */
export type Side = "below" | "right" | "above" | "over";

/** A step of the tour: a place of the frame, found by its role, and what it is for. */
export interface Step {
  id: string;
  place: string;
  side: Side;
  title: () => string;
  text: () => string;
}

export const steps: readonly Step[] = [
  {
    id: "search",
    place: "header input",
    side: "below",
    title: m.tour_search,
    text: m.tour_search_text,
  },
  { id: "list", place: "main", side: "over", title: m.tour_list, text: m.tour_list_text },
  { id: "nav", place: "nav", side: "right", title: m.tour_nav, text: m.tour_nav_text },
  { id: "status", place: "footer", side: "above", title: m.tour_status, text: m.tour_status_text },
  {
    id: "account",
    place: "header button:last-of-type",
    side: "below",
    title: m.tour_account,
    text: m.tour_account_text,
  },
];

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
interface Size {
  width: number;
  height: number;
}

/** Where a box of that size goes beside the place, kept in the window. */
export function beside(place: Box, size: Size, view: Size, side: Side): { left: number; top: number } {
  const gap = 12;
  const margin = 8;
  const centre = {
    left: place.left + (place.width - size.width) / 2,
    top: place.top + (place.height - size.height) / 2,
  };
  const at = {
    below: { left: centre.left, top: place.top + place.height + gap },
    above: { left: centre.left, top: place.top - gap - size.height },
    right: { left: place.left + place.width + gap, top: place.top + 2 * gap },
    over: centre,
  }[side];
  const keep = (value: number, most: number) => Math.max(margin, Math.min(value, most - margin));
  return { left: keep(at.left, view.width - size.width), top: keep(at.top, view.height - size.height) };
}
