import { Demo } from "./fixtures";
import type { Home, Program } from "./program";

interface Row {
  id: string;
  localId: string;
  tenantId: string;
  customer: string;
  title: string;
}

const longTitle =
  "Shared calendars of the whole purchasing department show neither details nor colours since Monday morning";
const severalLines = "The answer of the support desk.\n".repeat(6);

/** A demo in which there is something of everything. */
export interface World {
  program: Program;
  demo: Demo;
  /** Whom the requests are of, by name. */
  customer: string;
  /** Others whose views are worth a look: the worst, and one for each reason why something could not be read. */
  others: string[];
}

/** Starts a demo of its own and writes into it: a draft, one to be filed, one handed off, notes. */
export async function fillWorld(home: Home, start: (...args: string[]) => Promise<Program>): Promise<World> {
  const program = await start("demo");
  const demo = new Demo(home, program);
  await demo.ready();
  const { requests } = await demo.ask<{ requests: Row[] }>("requests", "list", "--state", "open");
  const plain = (name: string) => requests.length > 0 && /^[\p{L} &.-]+$/u.test(name);
  const of = requests.find((r) => plain(r.customer));
  if (!of) throw new Error("no request is open");
  const text = ["--title", longTitle, "--description", severalLines, "--channel", "portal"];
  await demo.ask("requests", "new", of.tenantId, ...text, "--draft");
  await demo.ask("requests", "new", of.tenantId, ...text, "--product", "Exchange Online");
  const handed = await demo.ask<Row>("requests", "new", of.tenantId, ...text, "--product", "Microsoft Teams");
  await demo.ask("requests", "send", handed.localId, "--no-browser");
  await demo.ask("requests", "note", of.id, severalLines);
  const worst = await demo.customers("--sort", "health");
  const reasons = new Map(worst.filter((c) => c.problem).map((c) => [c.problem?.kind, c.name]));
  return { program, demo, customer: of.customer, others: [worst[0]?.name ?? "", ...reasons.values()] };
}
