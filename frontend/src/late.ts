// What the first picture can do without: one bundle, fetched right after it.
export { default as DetailsPane } from "./features/details/DetailsPane.svelte";
export { default as CommandPalette } from "./features/frame/CommandPalette.svelte";
export { default as KeysDialog } from "./features/frame/KeysDialog.svelte";
export { default as Toasts } from "./features/frame/Toasts.svelte";
export { default as HelpPanel } from "./features/help/HelpPanel.svelte";
export { default as Tour } from "./features/help/Tour.svelte";
export { default as PassphraseDialog } from "./features/lock/PassphraseDialog.svelte";
export { default as NewRequestHost } from "./features/newrequest/NewRequestHost.svelte";
export { default as HandedDialog } from "./features/outbox/HandedDialog.svelte";
export { default as OutboxPanel } from "./features/outbox/OutboxPanel.svelte";
export { default as ConsentDialog } from "./features/session/ConsentDialog.svelte";
export { default as DropImport } from "./features/session/DropImport.svelte";
export { default as FirstRun } from "./features/session/FirstRun.svelte";
export { default as SignInDialog } from "./features/session/SignInDialog.svelte";
export { default as SignOutDialog } from "./features/session/SignOutDialog.svelte";
