import { join } from "node:path";
import { build } from "esbuild";

/** Bundles an entry file as projects of CommonJS deploy it, and gives the folder that holds it. */
export async function bundleCommonJs(entry: string): Promise<string> {
  const outdir = join(import.meta.dirname, "../node_modules/.bundles");
  await build({
    entryPoints: [join(import.meta.dirname, "../entries", entry)],
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // Without our tsconfig, whose paths lead to the sources: what is bundled is what is installed.
    tsconfigRaw: {},
  });
  return outdir;
}

/** Bundles an entry file as ESM for Node, but for the packages that are external, and gives the file. */
export async function bundleModule(entry: string, ...external: string[]): Promise<string> {
  const outdir = join(import.meta.dirname, "../node_modules/.bundles");
  await build({
    entryPoints: [join(import.meta.dirname, "../entries", entry)],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    external,
    platform: "node",
    format: "esm",
    tsconfigRaw: {},
  });
  return join(outdir, entry);
}

/** Bundles an entry file as Workers are deployed, and gives its source. */
export async function bundleWorker(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "../entries", entry)],
    write: false,
    bundle: true,
    external: ["cloudflare:workers"],
    platform: "neutral",
    conditions: ["workerd", "worker", "browser"],
    target: "es2022",
    format: "esm",
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? "";
}
