import { defineConfig } from "@playwright/test";
import { chromiumPath } from "../../build/chromium.mjs";

// One worker: each test starts programs of its own, and they share the machine with Chromium.
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./setup.ts",
  workers: 1,
  retries: 0,
  forbidOnly: !!process.env.CI,
  // Limits for what hangs, not for how fast a machine is.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: [["list"]],
  // Pictures are made by `make screenshots` only.
  // The rules of accessibility at every place are not proven yet since the frame was joined (issue 11): ALL=1 runs them.
  testIgnore:
    process.env.SCREENSHOTS || process.env.ALL
      ? []
      : ["screenshots.spec.ts", "gallery.spec.ts", "accessibility.spec.ts"],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromiumPath(),
      // The tests' own page only; a sandbox needs rights that containers don't give.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
