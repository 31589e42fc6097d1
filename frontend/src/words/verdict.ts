import healthy from "@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?drawing";
import microsoft from "@fluentui/svg-icons/icons/cloud_dismiss_20_filled.svg?drawing";
import probably from "@fluentui/svg-icons/icons/cloud_error_20_regular.svg?drawing";
import customer from "@fluentui/svg-icons/icons/person_warning_20_regular.svg?drawing";
import network from "@fluentui/svg-icons/icons/plug_disconnected_20_filled.svg?drawing";
import unclear from "@fluentui/svg-icons/icons/question_circle_20_regular.svg?drawing";
import type { VerdictWord } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";

/** How each verdict looks: what Microsoft says and what only seems so never look alike. */
export const verdictLooks: Record<VerdictWord, Look> = {
  microsoft: { icon: microsoft, tone: "danger", word: m.frame_verdict_word_microsoft, strong: true },
  "probably-microsoft": {
    icon: probably,
    tone: "warning",
    word: m.frame_verdict_word_probably,
    strong: true,
  },
  network: { icon: network, tone: "danger", word: m.frame_verdict_word_network, strong: true },
  customer: { icon: customer, tone: "warning", word: m.frame_verdict_word_customer, strong: true },
  healthy: { icon: healthy, tone: "success", word: m.frame_verdict_word_healthy, strong: true },
  unclear: { icon: unclear, tone: "quiet", word: m.frame_verdict_word_unclear, strong: true },
};

/** The host that a piece of evidence is about, if it is about one. */
export const hostOf = (what: string): string | undefined => /^host (.+)/.exec(what)?.[1];
