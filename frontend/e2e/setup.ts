import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { developer, root } from "./program";

/** Builds the program with Wails' dev server in it and starts the display that its own window is drawn on. */
export default async function setup() {
  execFileSync("go", ["build", "-buildvcs=false", "-tags", "webkit2_41,dev", "-o", developer, "."], {
    cwd: root,
    stdio: "inherit",
  });
  if (process.platform !== "linux") return;
  const xvfb = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  const [number] = await once(xvfb.stdio[3] as NodeJS.ReadableStream, "data");
  process.env.DISPLAY = `:${String(number).trim()}`;
  return async () => {
    xvfb.kill();
    await once(xvfb, "exit");
  };
}
