// The page in a browser, changed as its sources are, over the program itself: its development build serves the real
// bindings, and vite hands on what the page asks of it (vite.config.ts). What stands behind the command goes to the
// program: `npm run dev` shows the demo, `npm run dev -- --profile test` a window of one's own.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const frontend = fileURLToPath(new URL("..", import.meta.url));
const linux = process.platform === "linux";
const program = `${root}build/bin/tenantry-dev${process.platform === "win32" ? ".exe" : ""}`;
const args = process.argv.slice(2);
process.env.devserver ||= "127.0.0.1:34115"; // where the program listens

// The program has a window of its own, which shows the page as it was built last.
if (!existsSync(`${frontend}dist/index.html`)) {
  execFileSync("npm", ["run", "build"], { cwd: frontend, stdio: "inherit", shell: !linux });
}
const tags = linux ? "webkit2_41,dev" : "dev";
execFileSync("go", ["build", "-buildvcs=false", "-tags", tags, "-o", program, "."], {
  cwd: root,
  stdio: "inherit",
});

const withoutDisplay = linux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const [command, ...before] = withoutDisplay ? ["xvfb-run", "-a", program] : [program];
const child = spawn(command, [...before, ...(args.length > 0 ? args : ["demo"])], {
  cwd: root,
  env: { ...process.env, assetdir: `${frontend}dist` },
  stdio: "inherit",
});
const server = await createServer({ root: frontend });
await server.listen();
server.printUrls();

const end = () => child.kill("SIGTERM");
process.on("SIGINT", end);
process.on("SIGTERM", end);
child.on("exit", async (code) => {
  await server.close();
  process.exit(code ?? 0);
});
