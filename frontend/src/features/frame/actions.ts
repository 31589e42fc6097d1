import * as m from "../../paraglide/messages";
import type { Action } from "../../state/actions.svelte";
import type { AppState } from "../../state/app.svelte";
import type { Feature } from "../../state/navigation.svelte";

/** What the frame opens: its two dialogs. */
export interface FrameDialogs {
  showKeys: () => void;
  showCommands: () => void;
}

/** Every action of this release. The keys are those of the design; a view that needs more registers its own. */
export function frameActions(app: AppState, dialogs: FrameDialogs): Action[] {
  const { navigation, selection } = app;
  const chosen = () => selection.tenantId !== "";
  const feature = (view: Feature, keys: string[] | undefined, label: () => string): Action => ({
    id: `go-${view}`,
    keys,
    group: "customer",
    label,
    enabled: chosen,
    run: () => navigation.go(view),
  });
  const portal = (key: string, keys: string[], label: () => string): Action => ({
    id: `portal-${key}`,
    keys,
    group: "portal",
    label,
    enabled: chosen,
    run: () => void app.openPortal(key),
  });
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
    told("resize", ["Shift+ArrowLeft", "Shift+ArrowRight"], m.frame_key_resize),
    {
      id: "go-customers",
      keys: ["g c"],
      group: "go",
      label: m.frame_view_customers,
      run: () => navigation.goHome(),
    },
    {
      id: "go-incidents",
      keys: ["g i"],
      group: "go",
      label: m.frame_view_incidents,
      run: () => navigation.go("incidents"),
    },
    {
      id: "go-desk",
      keys: ["g r"],
      group: "go",
      label: m.frame_key_desk,
      run: () => navigation.go("desk"),
    },
    {
      id: "outbox",
      keys: ["g o"],
      group: "go",
      label: m.frame_key_outbox,
      run: () => app.outbox.openPanel(),
    },
    {
      id: "back",
      keys: ["Escape"],
      group: "go",
      label: m.frame_key_back,
      enabled: () => navigation.canGoBack,
      run: () => navigation.back(),
    },
    feature("overview", undefined, m.frame_view_overview),
    feature("health", ["h"], m.frame_key_health),
    feature("requests", ["r"], m.frame_key_requests),
    feature("subscriptions", ["s"], m.frame_key_subscriptions),
    feature("access", ["a"], m.frame_key_access),
    {
      id: "new-request",
      keys: ["n"],
      group: "customer",
      label: m.frame_key_new_request,
      enabled: () => (app.overview.value?.customers ?? 0) > 0,
      run: () => app.outbox.newRequest({ tenantId: selection.tenantId }),
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
      run: () => void app.customers.setFavourite(selection.tenantId, !selection.row?.favourite),
    },
    portal("admin", ["o"], m.frame_key_admin),
    portal("exchange", ["e"], m.frame_key_exchange),
    portal("entra", ["d"], m.frame_key_entra),
    {
      id: "sync",
      keys: ["F5"],
      group: "app",
      label: m.frame_sync,
      enabled: () => !app.sync.running,
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
      enabled: () => app.outbox.waiting > 0,
      run: () => void app.outbox.send(),
    },
    {
      id: "commands",
      keys: ["Ctrl+Shift+P"],
      group: "app",
      label: m.frame_key_commands,
      run: dialogs.showCommands,
    },
    { id: "keys", keys: ["?"], group: "app", label: m.frame_key_keys, run: dialogs.showKeys },
  ];
}
