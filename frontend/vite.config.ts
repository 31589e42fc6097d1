import { writeFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumPath } from "../build/chromium.mjs";
import { drawings } from "./drawings.ts";
import { page } from "./page.ts";

/** go:embed needs a file in dist before the first build; vite empties the folder, so it is put back. */
const keepDist = {
  name: "keep-dist",
  closeBundle: () => writeFileSync(new URL("./dist/.gitkeep", import.meta.url), ""),
};

/**
 * Each message is a module of its own, and all are imported by one that names them. Imported one by one they come with
 * who says them, and not with whoever says one of them.
 */
const messages = {
  name: "messages",
  apply: "build" as const,
  enforce: "post" as const,
  transform: (code: string) => {
    const all = /import \* as m from\s*"([^"]*paraglide\/messages)(?:\.js)?";?/.exec(code);
    if (!all) return null;
    const said = new Set([...code.matchAll(/\bm\.([a-z]\w*)/g)].map(([, key]) => key as string));
    const imports = [...said].map((key) => {
      const file = messageFile(key);
      return `import { ${JSON.stringify(key)} as m$${key} } from "${all[1]}/${file}.js";`;
    });
    return { code: code.replace(all[0], imports.join("")).replace(/\bm\.([a-z]\w*)/g, "m$$$1"), map: null };
  },
};

/** Where a message stands: of names that differ in capitals alone a disk could keep one only. */
function messageFile(key: string): string {
  const capitals = key.replace(/[^A-Z]/g, "").length;
  return capitals ? key.toLowerCase() + capitals : key;
}

/** In `npm run dev` the page speaks to the program's development server, as the program's own window does. */
const program = {
  name: "program",
  apply: "serve" as const,
  transformIndexHtml: () =>
    ["/wails/ipc.js", "/wails/runtime.js"].map((src) => ({
      tag: "script",
      attrs: { src },
      injectTo: "body-prepend" as const, // they draw where the body is
    })),
};

/** The system's Chromium. The tests' own page only; a sandbox needs rights that containers don't give. */
const launchOptions = {
  executablePath: process.env.VITEST && chromiumPath(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig(({ command }) => ({
  plugins: [
    drawings,
    svelte(),
    ...(command === "build" ? [messages, page, keepDist] : process.env.VITEST ? [] : [program]),
  ],
  build: {
    target: ["chrome123", "safari17.5"], // WebView2, WKWebView and WebKitGTK of the systems we support
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the first picture is made of is one file: each one more is a way to the program and back.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", test: /\/src\/main\.ts$/ }] } } },
  },
  server: {
    host: "127.0.0.1",
    strictPort: false,
    proxy: { "^/wails/": { target: `http://${process.env.devserver}`, ws: true } }, // set by scripts/dev.mjs
  },
  preview: { host: "127.0.0.1" },
  test: {
    restoreMocks: true,
    testTimeout: 600_000, // no promise: a test that takes longer hangs. What waits, waits by a clock that stands still
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: "jsdom",
          environment: "jsdom",
          isolate: false, // an eighth of the time: setup.ts leaves each test a clean page and a new clock
          include: ["src/**/*.test.ts"],
          exclude: ["src/**/*.browser.test.ts"],
          setupFiles: ["./src/test/setup.jsdom.ts", "./src/test/setup.ts"],
        },
      },
      {
        extends: true,
        // Found before the tests run: a reload in the middle of one would fail it.
        optimizeDeps: {
          include: ["@testing-library/dom", "axe-core"],
          exclude: ["@testing-library/svelte", "@testing-library/svelte-core"],
        },
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.ts"],
          setupFiles: [
            "@testing-library/svelte/vitest",
            "./src/test/setup.browser.ts",
            "./src/test/setup.ts",
          ],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            // What is covered, or has no size, is not pressed; the message says so.
            provider: playwright({ launchOptions, actionTimeout: 300_000 }),
            instances: [{ browser: "chromium" as const }],
          },
        },
      },
    ],
  },
}));
