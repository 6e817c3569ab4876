import { join } from "node:path";
import { build } from "esbuild";

/** Registers what a module exports as Vercel's own wrapper does. */
export const WRAPPER = `
import * as fn from "function";
import { registerFetchListener } from "@vercel/node/dist/edge-handler-template.js";
registerFetchListener(fn, { isMiddleware: false }, { Request, Response });
`;

/** Registers what a module exports as edge-runtime's documentation does. */
export const LISTENER = `
import handle from "function";
addEventListener("fetch", (event) => {
  event.respondWith(handle(event.request, { waitUntil: (promise) => event.waitUntil(promise) }));
});
`;

/** Bundles the module of an Edge function with what registers it, and gives the script. */
export async function bundleEdge(name: string, module: string, register: string): Promise<string> {
  const outfile = join(import.meta.dirname, "../node_modules/.bundles", `${name}.js`);
  await build({
    stdin: { contents: register, resolveDir: import.meta.dirname },
    alias: { function: module },
    outfile,
    bundle: true,
    platform: "browser",
    conditions: ["edge-light", "worker"],
    target: "es2022",
    format: "iife",
    tsconfigRaw: {},
  });
  return outfile;
}
