import { builtinModules } from "node:module";
import { pathToFileURL } from "node:url";
import type { LimitedRuntime } from "onefn/simulator";
import { type Bundled, bundleFor } from "./bundle.js";

/** What the functions use that the runtime of some wires lacks. */
export interface Lacking {
  /** Such as `cloudflare/fetch`. */
  readonly wires: readonly string[];
  /** The runtime, such as `workerd`. */
  readonly runtime: string;
  /** A built-in module or a global of Node, such as `node:fs` or `Buffer`. */
  readonly uses: string;
  /** The file that uses it, from the working directory. */
  readonly file: string;
  /** Who imports that file, from the functions' own file on. Empty: it is that file. */
  readonly through: readonly string[];
  /** The page that says what the runtime has. */
  readonly source: string;
}

/** A wire with a limited runtime. */
export interface LimitedWire {
  readonly name: string;
  readonly runtime: LimitedRuntime;
}

/** Node's globals that people use without an import. */
const GLOBALS = ["Buffer", "process", "global", "setImmediate", "clearImmediate", "__dirname", "__filename"];

/**
 * Bundles the functions' file as it is for each limited runtime, and names the imports and globals of Node that the
 * runtime lacks. What a package loads by `import()` is its own affair, because it may ask first where it runs. So is a
 * global in a file that asks for it by `typeof`.
 */
export async function lackingOn(
  wires: readonly LimitedWire[],
  entry: string | URL,
): Promise<readonly Lacking[]> {
  const runtimes = new Map<LimitedRuntime, string[]>();
  for (const { name, runtime } of wires) runtimes.set(runtime, [...(runtimes.get(runtime) ?? []), name]);
  const found = await Promise.all(
    [...runtimes].map(async ([runtime, names]) => {
      const { files, importersOf } = await bundleFor(fileOf(entry), runtime.conditions, GLOBALS);
      return files.flatMap((file) =>
        missingIn(file, runtime).map((uses) => ({
          wires: names,
          runtime: runtime.name,
          uses,
          file: file.path,
          through: importersOf(file.path),
          source: runtime.source,
        })),
      );
    }),
  );
  return found.flat();
}

function missingIn({ imports, globals, isPackage }: Bundled, { modules, globals: has }: LimitedRuntime) {
  const missing = imports.filter(
    ({ path, later }) => !(later && isPackage) && isBuiltin(path) && !modules.includes(bare(path)),
  );
  return [
    ...new Set([
      ...missing.map(({ path }) => `node:${bare(path)}`),
      ...globals.filter((name) => !has.includes(name)),
    ]),
  ];
}

function isBuiltin(path: string): boolean {
  return path.startsWith("node:") || builtinModules.includes(path);
}

function bare(path: string): string {
  return path.replace(/^node:/, "");
}

function fileOf(entry: string | URL): URL {
  if (typeof entry !== "string") return entry;
  return entry.startsWith("file:") ? new URL(entry) : pathToFileURL(entry);
}

/** A sentence for each. */
export function lackingText(
  lacking: readonly Lacking[],
  nameOf: (wires: readonly string[]) => string,
): string {
  return lacking
    .map(({ wires, runtime, uses, file, through, source }) => {
      const path = through.length > 0 ? ` (imported by ${through.join(", then ")})` : "";
      return `${nameOf(wires)}: ${runtime} has no ${uses}, which ${file} uses${path}. See ${source}`;
    })
    .join("\n");
}
