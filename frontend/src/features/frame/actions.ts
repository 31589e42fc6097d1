import * as m from "../../paraglide/messages";
import type { Action } from "../../state/actions.svelte";
import type { AppState } from "../../state/app.svelte";
import type { Feature } from "../../state/feature";
import { favour } from "../../state/marking";
import { portalCommands } from "../../words/portals";
import { shown } from "../../words/shown";

/** What the frame opens: its two dialogs. */
export interface FrameDialogs {
  showKeys: () => void;
  showCommands: () => void;
}

/** The user's own portals, for the commands. */
export const ownPortalActions = (app: AppState): Action[] =>
  shown(
    app.preferences.value.portals.own.map(({ name }) => ({ portal: name })),
    app.preferences.value.portals,
  ).map(({ portal }) => ({
    id: `portal-${portal}`,
    group: "portal",
    label: () => m.frame_key_portal({ portal }),
    enabled: () => app.selection.tenantId !== "",
    run: () => void app.openPortal(portal),
  }));

/** The user's own views, for the commands. */
export const viewActions = (app: AppState): Action[] =>
  app.preferences.value.views.map((view) => ({
    id: `view-${view.list}-${view.name}`,
    group: "go",
    label: () => m.views_command({ name: view.name }),
    run: () => app.saved.show(view),
  }));

/** Every action of this release. The keys are those of the design; a view that needs more registers its own. */
export function frameActions(app: AppState, features: readonly Feature[], dialogs: FrameDialogs): Action[] {
  const { navigation, selection } = app;
  const chosen = () => selection.tenantId !== "";
  const ways = features.map(
    ({ id, keys, scope, word, command }): Action => ({
      id: `go-${id}`,
      keys,
      group: scope === "customer" ? "customer" : "go",
      label: command ?? word,
      enabled: scope === "customer" ? chosen : undefined,
      run: () => {
        const there = navigation.view === id;
        navigation.visit(id);
        if (there) app.focusView();
      },
    }),
  );
  const portals = portalCommands.map(
    ({ portal, keys, word }): Action => ({
      id: `portal-${portal}`,
      keys: [keys],
      group: "portal",
      label: word,
      enabled: () => chosen() && !app.preferences.value.portals.hidden.includes(portal),
      run: () => void app.openPortal(portal),
    }),
  );
  /** Keys that the focused place handles itself: here only to be told. */
  const told = (id: string, keys: string[], label: () => string): Action => ({
    id,
    keys,
    group: "list",
    label,
    local: true,
    run: () => {},
  });

  return [
    {
      id: "search",
      keys: ["/", "Ctrl+K"],
      group: "search",
      label: m.frame_key_search,
      run: () => app.focusSearch(),
    },
    told("rows", ["ArrowUp", "ArrowDown"], m.frame_key_rows),
    told("cells", ["ArrowLeft", "ArrowRight"], m.frame_key_cells),
    told("ends", ["Home", "End"], m.frame_key_ends),
    told("pages", ["PageUp", "PageDown"], m.frame_key_pages),
    told("open", ["Enter"], m.frame_key_open),
    told("choose", ["x"], m.frame_key_choose),
    told("choose-range", ["Shift+ArrowUp", "Shift+ArrowDown"], m.frame_key_choose_range),
    told("choose-all", ["Ctrl+A"], m.frame_key_choose_all),
    told("copy-rows", ["Ctrl+C"], m.frame_key_copy_rows),
    told("resize", ["Shift+ArrowLeft", "Shift+ArrowRight"], m.frame_key_resize),
    ...ways,
    {
      id: "outbox",
      keys: ["g o"],
      group: "go",
      label: m.frame_key_outbox,
      run: () => app.outbox.openPanel(),
    },
    {
      id: "back",
      keys: ["Escape", "Alt+ArrowLeft"],
      group: "go",
      label: m.frame_key_back,
      enabled: () => navigation.canGoBack,
      run: () => navigation.back(),
    },
    {
      id: "forward",
      keys: ["Alt+ArrowRight"],
      group: "go",
      label: m.frame_key_forward,
      enabled: () => navigation.canGoForward,
      run: () => navigation.forward(),
    },
    {
      id: "new-request",
      keys: ["n"],
      group: "customer",
      label: m.frame_key_new_request,
      enabled: () => (app.overview.value?.customers ?? 0) > 0,
      run: () => app.outbox.newRequest({ tenantId: selection.tenantId }),
    },
    {
      id: "ticket",
      group: "customer",
      label: m.ticket_copy,
      enabled: chosen,
      run: () => {
        app.ticket = { tenantId: selection.tenantId };
      },
    },
    {
      id: "tags",
      keys: ["t"],
      group: "customer",
      label: m.frame_key_tags,
      enabled: chosen,
      run: () => app.editTags(),
    },
    {
      id: "favourite",
      keys: ["f"],
      group: "customer",
      label: m.frame_key_favourite,
      enabled: () => selection.row !== null,
      run: () => selection.row && void favour(app, selection.row, !selection.row.favourite),
    },
    {
      id: "pane",
      keys: ["i"],
      group: "customer",
      label: m.frame_key_pane,
      enabled: () => app.pane.possible,
      run: () => app.pane.toggle(),
    },
    ...portals,
    {
      id: "save-view",
      group: "list",
      label: m.views_save,
      enabled: () => app.saved.has(navigation.view),
      run: () => {
        app.saved.naming = { list: navigation.view, name: "" };
      },
    },
    {
      id: "undo",
      keys: ["Ctrl+Z"],
      group: "app",
      label: m.undo,
      enabled: () => app.undo.possible,
      run: () => void app.undo.last(),
    },
    {
      id: "sync",
      keys: ["F5"],
      group: "app",
      label: m.frame_sync,
      run: () => app.sync.start(),
    },
    {
      id: "sync-stop",
      group: "app",
      label: m.frame_sync_cancel,
      enabled: () => app.sync.running,
      run: () => app.sync.cancel(),
    },
    {
      id: "send",
      group: "app",
      label: m.frame_key_send,
      enabled: () => app.outbox.onTheirWay > 0,
      run: () => void app.outbox.send(),
    },
    {
      id: "lock",
      keys: ["Ctrl+Shift+L"],
      group: "app",
      label: m.lock_now,
      run: () => void app.lock.now(),
    },
    {
      id: "end",
      group: "app",
      label: m.frame_end,
      run: () => void app.attempt(app.bridge.lock.leave()),
    },
    {
      id: "commands",
      keys: ["Ctrl+Shift+P"],
      group: "app",
      label: m.frame_key_commands,
      run: dialogs.showCommands,
    },
    {
      id: "help",
      keys: ["F1"],
      group: "app",
      label: m.help_open,
      run: () => app.help.ask(features.find((f) => f.id === navigation.view)?.help),
    },
    {
      id: "tour",
      group: "app",
      label: m.help_tour,
      enabled: () => (app.overview.value?.customers ?? 0) > 0,
      run: () => app.help.tour(),
    },
    { id: "keys", keys: ["?"], group: "app", label: m.frame_key_keys, run: dialogs.showKeys },
  ];
}
