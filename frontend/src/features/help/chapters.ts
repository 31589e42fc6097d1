import type { Component } from "svelte";
import * as m from "../../paraglide/messages";
import RegisterSteps from "../../parts/RegisterSteps.svelte";
import type { HelpChapter } from "../../state/help.svelte";
import Signs from "./Signs.svelte";

/** A chapter of the help: sentences, or a body of its own. */
export interface Chapter {
  title: () => string;
  text: () => readonly string[];
  body?: Component;
}

export const chapters: Record<HelpChapter, Chapter> = {
  start: {
    title: m.help_start,
    text: () => [m.help_start_demo(), m.help_start_import(), m.help_start_signin()],
  },
  register: { title: m.help_register, text: () => [], body: RegisterSteps },
  approval: {
    title: m.help_approval,
    text: () => [
      m.help_approval_read(),
      m.help_approval_way({ ask: m.session_consent_action(), grant: m.session_consent_grant() }),
      m.help_approval_role(),
    ],
  },
  find: {
    title: m.help_find,
    text: () => [m.help_find_anything(), m.help_find_enter()],
  },
  signs: {
    title: m.help_signs,
    text: () => [],
    body: Signs,
  },
  age: { title: m.help_age, text: () => [m.help_age_all(), m.help_age_warning(), m.help_age_f5()] },
  requests: {
    title: m.help_requests,
    text: () => [m.help_requests_azure(), m.help_requests_portal(), m.help_requests_kept()],
  },
  data: {
    title: m.help_data,
    text: () => [m.help_data_kept(), m.help_data_ends({ wipe: m.session_signout_wipe() })],
  },
};
