import add from "@fluentui/svg-icons/icons/add_16_regular.svg?drawing";
import requests from "@fluentui/svg-icons/icons/chat_help_16_regular.svg?drawing";
import health from "@fluentui/svg-icons/icons/heart_pulse_20_regular.svg?drawing";
import info from "@fluentui/svg-icons/icons/info_16_regular.svg?drawing";
import open from "@fluentui/svg-icons/icons/open_16_regular.svg?drawing";
import star from "@fluentui/svg-icons/icons/star_16_regular.svg?drawing";
import unstar from "@fluentui/svg-icons/icons/star_off_16_regular.svg?drawing";
import tag from "@fluentui/svg-icons/icons/tag_add_16_regular.svg?drawing";
import untag from "@fluentui/svg-icons/icons/tag_dismiss_16_regular.svg?drawing";
import type { CustomerRow } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import type { AppState } from "../../state/app.svelte";
import { openFound } from "../../state/found";
import { favour, favourSeveral } from "../../state/marking";
import { mostCustomers } from "../../state/several.svelte";
import type { CustomerView } from "../../state/views";
import type { Act } from "../../ui/looks";
import { portalCommands } from "../../words/portals";

/** Asks for the tag that several customers get or lose. */
type AskTag = (tenantIds: readonly string[], on: boolean) => void;

/** What can be done with one customer of the list. */
export function actsOf(app: AppState, row: CustomerRow): Act[][] {
  const { tenantId } = row;
  const { navigation, selection } = app;
  const chosen = (run: () => void) => () => {
    selection.select(tenantId, row);
    run();
  };
  const keys = (id: string) => app.actions.keysOf(id);
  const go = (view: CustomerView) => chosen(() => navigation.go(view, tenantId));
  return [
    [
      { icon: info, text: m.rows_open(), keys: "Enter", run: () => openFound(app, row) },
      { icon: health, text: m.health_title(), keys: keys("go-health"), run: go("health") },
      { icon: requests, text: m.requests_title(), keys: keys("go-requests"), run: go("requests") },
      {
        icon: add,
        text: m.frame_key_new_request(),
        keys: keys("new-request"),
        run: () => app.outbox.newRequest({ tenantId }),
      },
    ],
    portalCommands.map(({ portal, keys, word }) => ({
      icon: open,
      text: word(),
      keys,
      run: () => void app.openPortal(portal, tenantId),
    })),
    [
      {
        icon: row.favourite ? unstar : star,
        text: row.favourite ? m.customers_act_unfavour() : m.customers_act_favour(),
        keys: keys("favourite"),
        run: () => void favour(app, row, !row.favourite),
      },
      { icon: tag, text: m.frame_key_tags(), keys: keys("tags"), run: chosen(() => app.editTags()) },
    ],
  ];
}

/** What can be done with several. */
export function actsOfSeveral(app: AppState, tenantIds: readonly string[], askTag: AskTag): Act[][] {
  return [
    [
      { icon: tag, text: m.customers_act_tag(), asks: true, run: () => askTag(tenantIds, true) },
      { icon: untag, text: m.customers_act_untag(), asks: true, run: () => askTag(tenantIds, false) },
      { icon: star, text: m.customers_act_favour(), run: () => void favourSeveral(app, tenantIds, true) },
      {
        icon: unstar,
        text: m.customers_act_unfavour(),
        run: () => void favourSeveral(app, tenantIds, false),
      },
    ],
    tenantIds.length <= mostCustomers
      ? [
          {
            icon: add,
            text: m.customers_act_request(),
            asks: true,
            run: () =>
              app.outbox.newRequest(
                tenantIds.length === 1 ? { tenantId: tenantIds[0] ?? "" } : { tenantIds: [...tenantIds] },
              ),
          },
        ]
      : [],
  ];
}
