import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rolldown } from "vite";

type Bundled = Rolldown.OutputAsset | Rolldown.OutputChunk;

/**
 * What may be loaded for the first picture, in bytes: all scripts that the page names with the words of the language that has
 * the longest, and its style.
 */
const bounds = { script: 248_000, style: 45_000 };

/**
 * The built page. Its style stands in it: a script that is there before its style lays the window out without, and a list
 * without bounds draws all its rows. The policy is that of app/shell, which sends it with every answer as well; the page
 * keeps it wherever it is served. What only a header can say is left out.
 */
export const page: Plugin = {
  name: "page",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle = {} }) {
      const styles: string[] = [];
      const built = html.replace(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/g, (_, file: string) => {
        const asset = bundle[file];
        if (asset?.type !== "asset") throw new Error(`${file} is no style of the bundle`);
        styles.push(String(asset.source).trim());
        delete bundle[file];
        return `<style>${styles.at(-1)}</style>`;
      });
      const named = [...html.matchAll(/<(?:script|link)[^>]* (?:src|href)="\/([^"]+\.js)"/g)];
      const words = Object.values(bundle).filter(
        (chunk) => chunk.type === "chunk" && chunk.facadeModuleId?.includes("/paraglide/first/"),
      );
      const sizes = named.map(([, file]) => sizeOf(bundle[file as string]));
      within("script", sizes.reduce((sum, size) => sum + size, 0) + Math.max(...words.map(sizeOf)));
      within("style", Buffer.byteLength(styles.join("")));
      return {
        html: built,
        tags: [
          {
            tag: "meta",
            attrs: { "http-equiv": "Content-Security-Policy", content: policyFor(styles) },
            injectTo: "head-prepend",
          },
        ],
      };
    },
  },
};

const sizeOf = (file: Bundled | undefined) => (file?.type === "chunk" ? Buffer.byteLength(file.code) : 0);

/** Fails where the first picture needs more than its bound, and says what to do. */
function within(kind: keyof typeof bounds, size: number): void {
  if (size === 0)
    throw new Error(`the page names no ${kind}: frontend/page.ts looks for it in the wrong place`);
  if (size > bounds[kind])
    throw new Error(
      `the first picture's ${kind} has ${size} bytes, ${bounds[kind]} are its bound (frontend/page.ts). ` +
        "What that picture does without belongs into src/late.ts, or is imported where it is opened.",
    );
}

/** The lines of app/shell/policy.txt for a page in which these styles stand. */
function policyFor(styles: string[]): string {
  const hashes = styles.map((s) => `'sha256-${createHash("sha256").update(s).digest("base64")}'`);
  return readFileSync(new URL("../app/shell/policy.txt", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("frame-ancestors"))
    .map((line) => (line.startsWith("style-src") ? [line, ...hashes].join(" ") : line))
    .join("; ");
}
