import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

/** This Node and those that `ONEFN_NODES` lists as PATH does: which globals are lazy, and how, is each version's own. */
export const nodes: readonly string[] = [
  ...new Set([process.execPath, ...(process.env.ONEFN_NODES ?? "").split(delimiter)]),
].filter(Boolean);

const folder = mkdtempSync(join(tmpdir(), "onefn-fetch-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const run = promisify(execFile);

/** Bundles a program of `programs/` and returns the bundle's path. */
export async function bundle(program: string, format: "esm" | "cjs" = "esm"): Promise<string> {
  const outfile = join(folder, `${program}.${format === "esm" ? "mjs" : "cjs"}`);
  await build({
    entryPoints: [join(import.meta.dirname, "programs", `${program}.ts`)],
    outfile,
    format,
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  return outfile;
}

/** Runs a bundle in a process of its own, where nothing is loaded yet, and returns what it prints as JSON. */
export async function output(
  node: string,
  bundle: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<unknown> {
  try {
    const { stdout } = await run(node, ["--no-warnings", bundle, ...args], {
      env: { PATH: process.env.PATH, ...env },
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(stdout);
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`${basename(bundle)} failed on ${node}:\n${stderr ?? error}`, { cause: error });
  }
}
