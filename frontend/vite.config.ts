import { writeFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

/** go:embed needs a file in dist before the first build; vite empties the folder, so it is put back. */
const keepDist = {
  name: "keep-dist",
  closeBundle: () => writeFileSync(new URL("./dist/.gitkeep", import.meta.url), ""),
};

export default defineConfig(({ command }) => ({
  plugins: [svelte(), svelteTesting(), ...(command === "build" ? [keepDist] : [])],
  build: {
    target: ["chrome123", "safari17.5"], // WebView2, WKWebView and WebKitGTK of the systems we support
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { host: "127.0.0.1", strictPort: false },
  preview: { host: "127.0.0.1" },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["./src/test/setup.ts"],
    restoreMocks: true,
  },
}));
