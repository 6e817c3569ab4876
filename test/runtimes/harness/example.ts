import { join } from "node:path";
import { build } from "esbuild";

const modules = join(import.meta.dirname, "../node_modules");

/**
 * Builds the entry file that an example has for a provider, and gives the module. Its imports are left: it finds the
 * packages that are installed here, as a project of its own would.
 */
export async function buildExample(example: string, provider: string): Promise<string> {
  const outdir = join(modules, ".examples", example);
  await build({
    entryPoints: [join(import.meta.dirname, "../../../examples", example, "src", `${provider}.ts`)],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    tsconfigRaw: {},
  });
  return join(outdir, `${provider}.mjs`);
}
