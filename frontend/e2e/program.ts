import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** The program with the dev tag: its dev server speaks the real bindings to any browser. */
export const developer = join(root, "build/bin/tenantry-dev");

/** A folder of its own for one test: the program's home, and what it "opened" in a browser. */
export class Home {
  /** The address of the session bus. */
  bus = "disabled:";

  private constructor(readonly dir: string) {}

  static async make(): Promise<Home> {
    const home = new Home(await mkdtemp(join(tmpdir(), "tenantry-e2e-")));
    // The program opens addresses by xdg-open; ours only writes them down.
    const open = join(home.dir, "xdg-open");
    await writeFile(open, `#!/bin/sh\nprintf '%s\\n' "$1" >>"${home.openedFile}"\n`);
    await chmod(open, 0o755);
    await writeFile(home.openedFile, "");
    return home;
  }

  private get openedFile() {
    return join(this.dir, "opened");
  }

  /** The addresses that the program opened in the user's browser, oldest first. */
  async opened(): Promise<string[]> {
    return (await readFile(this.openedFile, "utf8")).split("\n").filter(Boolean);
  }

  env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOME: this.dir,
      XDG_CONFIG_HOME: join(this.dir, "config"),
      XDG_CACHE_HOME: join(this.dir, "cache"),
      XDG_DATA_HOME: join(this.dir, "data"),
      PATH: this.dir + delimiter + process.env.PATH,
      TENANTRY_HOME: join(this.dir, "home"),
      TENANTRY_SECRETS: "file",
      // The program's own window is drawn on a virtual display without session bus.
      NO_AT_BRIDGE: "1",
      DBUS_SESSION_BUS_ADDRESS: this.bus,
    };
  }

  /** Runs a command line in this home and returns what it printed; "done in part" (exit code 3) is no failure. */
  async run(...args: string[]): Promise<string> {
    const done = promisify(execFile)(developer, args, { env: this.env(), maxBuffer: 1 << 26 });
    const { stdout } = await done.catch((reason) => {
      if (reason.code === 3) return reason as { stdout: string };
      throw reason;
    });
    return stdout;
  }

  /** Runs a command line and returns its document. */
  async ask<T>(...args: string[]): Promise<T> {
    return JSON.parse(await this.run(...args, "--json"));
  }

  remove(): Promise<void> {
    return rm(this.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** A running program, with its window on the virtual display and its dev server on a port of its own. */
export class Program {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly log: string[],
  ) {}

  static async start(home: Home, ...args: string[]): Promise<Program> {
    const port = await freePort();
    const child = spawn(developer, args, {
      cwd: root,
      env: {
        ...home.env(),
        devserver: `127.0.0.1:${port}`,
        assetdir: join(root, "frontend/dist"),
        savedir: home.dir,
        page: "outside", // the browser's is the program's only page
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const program = new Program(`http://127.0.0.1:${port}/`, child, collect(child));
    await until(`the dev server at ${program.url}`, async () => {
      if (child.exitCode !== null) throw new Error(`the program ended by itself:\n${program.log.join("")}`);
      return (await fetch(program.url).catch(() => undefined))?.ok;
    });
    return program;
  }

  /**
   * The processes that show a window at this address: a lock starts another one in the place of the first, which inherits
   * the environment. The dead that nobody collected have none.
   */
  private async pids(): Promise<number[]> {
    const mine = `\0devserver=${new URL(this.url).host}\0`;
    const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      all.map(async (pid) => {
        const [exe, environ] = await Promise.all([
          readlink(`/proc/${pid}/exe`).catch(() => ""),
          readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
        ]);
        return exe === developer && `\0${environ}`.includes(mine) ? [Number(pid)] : [];
      }),
    );
    return found.flat();
  }

  /** Does what has another process take this one's place, and waits until that one alone is there and answers. */
  async replaced(act: () => Promise<unknown>): Promise<void> {
    const before = await this.pids();
    await act();
    await until("process in the place of the one before", async () => {
      const now = await this.pids();
      if (now.length !== 1 || now.some((pid) => before.includes(pid))) return false;
      return (await fetch(this.url).catch(() => undefined))?.ok;
    });
  }

  /** Ends it as the system would, and waits until it is gone. Returns the exit code. */
  async stop(): Promise<number | null> {
    const code = await end(this.process, "SIGTERM");
    for (const pid of await this.pids()) process.kill(pid, "SIGTERM");
    await this.ended();
    return code;
  }

  /** Waits until it is gone, and all that shows a window for it. */
  ended(): Promise<void> {
    return until("end of the program", async () => (await this.pids()).length === 0);
  }

  /** Ends it without any warning. */
  crash(): Promise<number | null> {
    return end(this.process, "SIGKILL");
  }
}

/** A ticket, or a note on one, that the simulated cloud got from a client. */
export interface Made {
  id: string;
  tenantId: string;
  title: string;
  text?: string;
  channel: "azure" | "portal" | "partnercenter";
}

/** `tenantry simulate`: the simulated cloud as a process of its own, which a test can cut off. */
export class Cloud {
  private constructor(
    readonly at: Record<
      "loginUrl" | "graphUrl" | "partnerCenterUrl" | "azureUrl" | "clientId" | "tenantId",
      string
    >,
    private readonly process: ChildProcess,
  ) {}

  static async start(home: Home, ...args: string[]): Promise<Cloud> {
    const child = spawn(developer, ["simulate", "--listen", "127.0.0.1:0", "--auto-approve", ...args], {
      env: home.env(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(child.stdout, "data");
    return new Cloud(JSON.parse(String(line)), child);
  }

  /** Has something happen there, such as "link-cut". */
  async event(kind: string, fields: Record<string, unknown> = {}): Promise<void> {
    const body = JSON.stringify({ kind, ...fields });
    const answer = await fetch(`${this.at.loginUrl}/_control/event`, { method: "POST", body });
    if (!answer.ok) throw new Error(`event ${kind}: ${await answer.text()}`);
  }

  /** How far its story is, and what clients made there. */
  async state(): Promise<{ scenario: string; minute: number; tickets: Made[]; notes: Made[] }> {
    return (await fetch(`${this.at.loginUrl}/_control/state`)).json();
  }

  stop(): Promise<number | null> {
    return end(this.process, "SIGTERM");
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  }
  return child.exitCode;
}

/** Reads what a process prints, so that its pipes never fill; kept for the report of a failure. */
function collect(child: ChildProcess): string[] {
  const log: string[] = [];
  child.stdout?.on("data", (chunk) => log.push(String(chunk)));
  child.stderr?.on("data", (chunk) => log.push(String(chunk)));
  return log;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Asks every 50 ms until the answer is true; fails after five minutes, which no machine needs. */
export async function until(what: string, ask: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + 300_000;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`no ${what} after five minutes`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
