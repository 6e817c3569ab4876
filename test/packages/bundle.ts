import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { project } from "./packed.js";

/** What a user deploys: one minified ES module. */
export interface Bundle {
  readonly code: string;
  /** Bytes after gzip -9. */
  readonly size: number;
  /** Files that it was made of, from `node_modules` on. */
  readonly inputs: readonly string[];
  /** What it still imports at run time. */
  readonly imports: readonly string[];
}

/** Libraries of providers that a function needs by whatever adapter: their bytes are not ours. */
export const THEIRS = ["@netlify/async-workloads"];

/** Bundles a program as a user of esbuild would; `conditions` name the runtime (default: Node). */
export async function bundle(program: string, conditions?: readonly string[]): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: project },
    bundle: true,
    minify: true,
    format: "esm",
    metafile: true,
    write: false,
    legalComments: "none",
    external: ["node:*", ...THEIRS],
    ...(conditions ? { platform: "neutral", conditions: [...conditions] } : { platform: "node" }),
  });
  const [output] = outputFiles;
  if (!output) throw new Error("esbuild wrote nothing");
  return {
    code: output.text,
    size: gzipSync(output.contents, { level: 9 }).length,
    inputs: Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path.replace(/^.*node_modules\//, "")),
    imports: Object.values(metafile.outputs).flatMap((each) => each.imports.map(({ path }) => path)),
  };
}
