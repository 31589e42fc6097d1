import alerts from "@fluentui/svg-icons/icons/alert_20_regular.svg?drawing";
import reading from "@fluentui/svg-icons/icons/arrow_sync_20_regular.svg?drawing";
import log from "@fluentui/svg-icons/icons/clipboard_pulse_20_regular.svg?drawing";
import looks from "@fluentui/svg-icons/icons/color_20_regular.svg?drawing";
import templates from "@fluentui/svg-icons/icons/document_text_20_regular.svg?drawing";
import network from "@fluentui/svg-icons/icons/globe_20_regular.svg?drawing";
import about from "@fluentui/svg-icons/icons/info_20_regular.svg?drawing";
import keys from "@fluentui/svg-icons/icons/keyboard_20_regular.svg?drawing";
import lock from "@fluentui/svg-icons/icons/lock_closed_20_regular.svg?drawing";
import portals from "@fluentui/svg-icons/icons/open_20_regular.svg?drawing";
import account from "@fluentui/svg-icons/icons/person_20_regular.svg?drawing";
import frame from "@fluentui/svg-icons/icons/window_20_regular.svg?drawing";
import type { Component } from "svelte";
import * as m from "../../paraglide/messages";
import AboutSection from "./AboutSection.svelte";
import AccountSection from "./AccountSection.svelte";
import AlertsSection from "./AlertsSection.svelte";
import type { Group } from "./find";
import KeysSection from "./KeysSection.svelte";
import LockSection from "./LockSection.svelte";
import LogSection from "./LogSection.svelte";
import LooksSection from "./LooksSection.svelte";
import NetworkSection from "./NetworkSection.svelte";
import PortalsSection from "./PortalsSection.svelte";
import ReadingSection from "./ReadingSection.svelte";
import TemplatesSection from "./TemplatesSection.svelte";
import WindowSection from "./WindowSection.svelte";
import * as words from "./words";

/** A group of settings, in the order of the page. */
export interface Section extends Group {
  id: string;
  icon: Drawing;
  shows: Component;
}

export const sections: readonly Section[] = [
  {
    id: "account",
    icon: account,
    word: m.settings_account,
    settings: Object.values(words.account),
    shows: AccountSection,
  },
  {
    id: "reading",
    icon: reading,
    word: m.settings_reading,
    settings: Object.values(words.reading),
    shows: ReadingSection,
  },
  {
    id: "alerts",
    icon: alerts,
    word: m.alerts_set,
    settings: Object.values(words.alerts),
    shows: AlertsSection,
  },
  {
    id: "looks",
    icon: looks,
    word: m.settings_looks,
    settings: Object.values(words.looks),
    shows: LooksSection,
  },
  { id: "keys", icon: keys, word: m.settings_keys, settings: Object.values(words.keys), shows: KeysSection },
  {
    id: "portals",
    icon: portals,
    word: m.settings_portals,
    settings: Object.values(words.portals),
    shows: PortalsSection,
  },
  {
    id: "templates",
    icon: templates,
    word: m.settings_templates,
    settings: Object.values(words.templates),
    shows: TemplatesSection,
  },
  {
    id: "window",
    icon: frame,
    word: m.settings_window,
    settings: Object.values(words.frame),
    shows: WindowSection,
  },
  { id: "lock", icon: lock, word: m.lock_group, settings: Object.values(words.lock), shows: LockSection },
  {
    id: "network",
    icon: network,
    word: m.settings_network,
    settings: Object.values(words.network),
    shows: NetworkSection,
  },
  { id: "log", icon: log, word: m.settings_log, settings: Object.values(words.log), shows: LogSection },
  {
    id: "about",
    icon: about,
    word: m.settings_about,
    settings: Object.values(words.about),
    shows: AboutSection,
  },
];
