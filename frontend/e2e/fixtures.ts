import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { Cloud, Home, Program, until } from "./program";
import { Screen } from "./screen";
import { signIn } from "./signin";

export { expect };

/** What the command line says of a customer: the tests compare the window with it. */
export interface Customer {
  tenantId: string;
  name: string;
  primaryDomain: string;
  health: "outage" | "degraded" | "advisory" | "healthy" | "unknown";
  healthAsOf: string | null;
  openIssues: number;
  problem: { kind: string } | null;
}

/** The demo: one program on its simulated cloud, everything read. */
export class Demo {
  constructor(
    readonly home: Home,
    readonly program: Program,
  ) {}

  /** Runs a command line; it is answered through the running program. */
  async ask<T>(...args: string[]): Promise<T> {
    return JSON.parse(
      await this.home.run(...args, "--json", "--home", join(this.home.env().TENANTRY_HOME ?? "", "demo")),
    );
  }

  async customers(...args: string[]): Promise<Customer[]> {
    return (await this.ask<{ customers: Customer[] }>("customers", ...args)).customers;
  }

  /** Waits until every customer was read. */
  ready(): Promise<void> {
    return until("demo with every customer read", async () => {
      const all = await this.customers();
      return all.length === 244 && all.every((c) => c.healthAsOf !== null || c.problem !== null);
    });
  }

  /** A customer that nothing is wrong with, and whose name is one of a kind in plain letters. */
  async anyone(): Promise<Customer> {
    const all = await this.customers("--sort", "name");
    const found = all.find((c) => /^[A-Za-z ]{12,}$/.test(c.name) && c.problem === null);
    if (!found) throw new Error("the demo has no customer with a plain name");
    return found;
  }
}

interface Own {
  /** A home of the test's own, with nothing in it. */
  home: Home;
  /** Starts the program in that home. */
  start: (...args: string[]) => Promise<Program>;
  /** Serves a simulated cloud to sign in at. */
  simulate: (...args: string[]) => Promise<Cloud>;
  /** The same, and the test's home is signed in there and has read everything. */
  signedIn: (...args: string[]) => Promise<Cloud>;
  /** The window of the demo that all tests share. How its lists are looked at is as at first. */
  ui: Screen;
}

/**
 * What the page says on its console from now on. Wails' development scripts talk, and browsers ask for an icon: the
 * window has neither.
 */
export function listen(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (!/\/wails\/|\/favicon\.ico$/.test(message.location().url))
      said.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    if (!error.stack?.includes("/wails/")) said.push(`thrown: ${error.stack}`);
  });
  return said;
}

export const test = base.extend<Own, { demo: Demo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      const home = await Home.make();
      const program = await Program.start(home, "demo");
      const demo = new Demo(home, program);
      await demo.ready();
      await use(demo);
      await program.stop();
      await home.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],

  // Whatever a test does, the page breaks no line of its policy, throws nothing, and writes nothing on the console.
  page: async ({ page }, use) => {
    const said = listen(page);
    await use(page);
    expect(said).toEqual([]);
  },

  ui: async ({ page, demo }, use) => {
    const ui = new Screen(page);
    await ui.open(demo.program);
    await ui.afresh();
    await use(ui);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  home: async ({}, use) => {
    const home = await Home.make();
    await use(home);
    await home.remove();
  },

  start: async ({ home }, use) => {
    const started: Program[] = [];
    await use(async (...args) => {
      const program = await Program.start(home, ...args);
      started.push(program);
      return program;
    });
    for (const program of started) await program.stop();
  },

  simulate: async ({ home }, use) => {
    const started: Cloud[] = [];
    await use(async (...args) => {
      const cloud = await Cloud.start(home, ...args);
      started.push(cloud);
      return cloud;
    });
    for (const cloud of started) await cloud.stop();
  },

  signedIn: ({ home, simulate }, use) =>
    use(async (...args) => {
      const cloud = await simulate(...args);
      await signIn(home, cloud);
      return cloud;
    }),
});
