import * as m from "../../paraglide/messages";
import type { View } from "../../state/navigation.svelte";

const views: Record<View, () => string> = {
  customers: m.frame_view_customers,
  incidents: m.frame_view_incidents,
  desk: m.frame_view_desk,
  overview: m.frame_view_overview,
  health: m.frame_view_health,
  requests: m.frame_view_requests,
  subscriptions: m.frame_view_subscriptions,
  access: m.frame_view_access,
};

/** A view's name, as in the navigation and the window's title. */
export const viewWord = (view: View): string => views[view]();

/** The names of keys that differ by language, for Keys. */
export const keyNames = (): Record<string, string> => ({
  Enter: m.frame_keyname_enter(),
  Escape: m.frame_keyname_escape(),
  Home: m.frame_keyname_home(),
  End: m.frame_keyname_end(),
  PageUp: m.frame_keyname_pageup(),
  PageDown: m.frame_keyname_pagedown(),
  Shift: m.frame_keyname_shift(),
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
});
