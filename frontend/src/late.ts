// What the first picture can do without: one bundle, fetched right after it.
export { default as Dialogs } from "./Dialogs.svelte";
export { default as DetailsPane } from "./features/details/DetailsPane.svelte";
export { default as CommandPalette } from "./features/frame/CommandPalette.svelte";
export { default as KeysDialog } from "./features/frame/KeysDialog.svelte";
export { default as HelpPanel } from "./features/help/HelpPanel.svelte";
export { default as OutboxPanel } from "./features/outbox/OutboxPanel.svelte";
export { default as FirstRun } from "./features/session/FirstRun.svelte";
