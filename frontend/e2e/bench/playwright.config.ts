import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

// Measures, no tests: `make bench-window`. The same program and browser as the end-to-end tests have.
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "*.bench.ts",
  globalSetup: "../setup.ts",
  outputDir: "../../test-results",
  timeout: 1_800_000,
  reporter: [["./printed.ts"]],
  use: { ...tests.use, trace: "off", screenshot: "off" },
});
