import save from "@fluentui/svg-icons/icons/save_20_regular.svg?raw";
import type { ComponentProps } from "svelte";
import { type Density, densities, type Preferences, type Theme, themes } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import type { AppState } from "../../state/app.svelte";
import { lockTimes } from "../../state/lock.svelte";
import type Menu from "../../ui/Menu.svelte";
import { languageChoices } from "../../words/languages";

type Groups = ComponentProps<typeof Menu>["groups"];

const themeWords: Record<Theme, () => string> = {
  light: m.settings_theme_light,
  dark: m.settings_theme_dark,
};
const densityWords: Record<Density, () => string> = {
  comfortable: m.settings_density_comfortable,
  compact: m.settings_density_compact,
};

/** Language, theme and row height, and beside them lock, log and help, for the menu in the header. */
export function settingsGroups(app: AppState): { groups: Groups; beside: Groups } {
  const { preferences } = app;
  const choice = <K extends keyof Preferences>(key: K, value: Preferences[K], text: string) => ({
    text,
    checked: preferences.value[key] === value,
    run: () => preferences.set({ [key]: value }),
  });
  const groups = [
    {
      title: m.settings_language(),
      items: [
        choice("language", "", m.settings_system()),
        ...languageChoices().map(({ value, text }) => choice("language", value, text)),
      ],
    },
    {
      title: m.settings_theme(),
      items: [
        choice("theme", "", m.settings_system()),
        ...themes.map((theme) => choice("theme", theme, themeWords[theme]())),
      ],
    },
    {
      title: m.settings_density(),
      items: densities.map((density) => choice("density", density, densityWords[density]())),
    },
  ];
  const beside = [
    {
      title: m.lock_group(),
      items: [
        ...lockTimes.map((count) =>
          choice("lockAfter", count, count ? m.lock_after({ count }) : m.lock_never()),
        ),
        { text: m.lock_now(), keys: "Ctrl+Shift+L", run: () => app.actions.run("lock") },
        { text: m.lock_set_open(), asks: true, run: () => (app.lock.setting = true) },
      ],
    },
    {
      title: m.settings_log(),
      items: [
        {
          text: m.settings_log_detailed(),
          checked: preferences.value.logLevel === "debug",
          run: () => preferences.set({ logLevel: preferences.value.logLevel === "debug" ? "" : "debug" }),
        },
        { text: m.settings_diagnostics(), icon: save, run: () => void app.saveDiagnostics() },
      ],
    },
    {
      items: [
        { text: m.frame_keys_title(), keys: "?", asks: true, run: () => app.actions.run("keys") },
        {
          text: m.frame_key_commands(),
          keys: "Ctrl+Shift+P",
          asks: true,
          run: () => app.actions.run("commands"),
        },
      ],
    },
  ];
  return { groups, beside };
}
