import type { Bridge } from "../bridge/bridge";
import { modalIsOpen } from "../lib/modal";
import * as m from "../paraglide/messages";
import { faultReason } from "../words/faults";
import { lead, type Shown } from "./links";
import type { NoticesStore } from "./notices.svelte";

/** What says of alerts that they are new. */
interface Around extends Shown {
  readonly bridge: Pick<Bridge, "on" | "alerts">;
  readonly notices: NoticesStore;
}

/**
 * Says which alerts are new, each time once, and tells the backend whether anybody looks: what is new while nobody does is
 * for the system to say. The words have to be there: it is called once the sentences are fetched.
 */
export async function hearAlerts(app: Around): Promise<void> {
  const looks = () => void app.bridge.alerts.watch(document.hasFocus()).catch(() => {}); // the next one tells
  window.addEventListener("focus", looks);
  window.addEventListener("blur", looks);
  looks();
  let waits = false; // who is in the middle of a dialog is told once it is closed, and not led away from under it
  const hear = async () => {
    waits = modalIsOpen();
    if (!waits) await say(app);
  };
  app.bridge.on("announced", () => void hear());
  document.addEventListener("close", () => waits && void hear(), { capture: true });
  await hear();
}

async function say(app: Around): Promise<void> {
  const told = await app.bridge.alerts.announced().catch(() => null); // nobody is told twice, nor of a failure: the list has all
  if (!told?.new) return;
  const what = told.lines.map((line) => faultReason({ ...line, requestId: "", message: line.text }));
  app.notices.say(m.alerts_announced({ count: told.new, what: what.join(m.list_separator()) }), {
    action: { text: m.alerts_announced_show(), run: () => lead(app, told.linked) },
  });
}
