import type { ComponentProps } from "svelte";
import * as m from "../../paraglide/messages";
import type { AppState } from "../../state/app.svelte";
import type Menu from "../../ui/Menu.svelte";

type Groups = ComponentProps<typeof Menu>["groups"];

/** Language, theme and row height, for the menu in the header. A language stands there in its own words. */
export function settingsGroups(app: AppState): Groups {
  const { preferences } = app;
  const choice = (key: "language" | "theme" | "density", value: string, text: string) => ({
    text,
    checked: preferences.value[key] === value,
    run: () => preferences.set({ [key]: value }),
  });
  return [
    {
      title: m.settings_language(),
      items: [
        choice("language", "", m.settings_system()),
        choice("language", "en", "English"),
        choice("language", "fr", "Français"),
      ],
    },
    {
      title: m.settings_theme(),
      items: [
        choice("theme", "", m.settings_system()),
        choice("theme", "light", m.settings_theme_light()),
        choice("theme", "dark", m.settings_theme_dark()),
      ],
    },
    {
      title: m.settings_density(),
      items: [
        choice("density", "comfortable", m.settings_density_comfortable()),
        choice("density", "compact", m.settings_density_compact()),
      ],
    },
    {
      items: [
        { text: m.frame_keys_title(), keys: "?", run: () => app.actions.run("keys") },
        { text: m.frame_key_commands(), keys: "Ctrl+Shift+P", run: () => app.actions.run("commands") },
      ],
    },
  ];
}
