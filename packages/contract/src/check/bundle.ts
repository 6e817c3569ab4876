import { builtinModules, SourceMap } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { OnefnError } from "onefn";

/** A file of a bundle, and what it uses from outside. */
export interface Bundled {
  /** From the working directory. */
  readonly path: string;
  /** Whether it belongs to an installed package. */
  readonly isPackage: boolean;
  readonly imports: readonly {
    readonly path: string;
    /** By `import()`: only where the code gets there. */
    readonly later: boolean;
  }[];
  /** Globals that it uses without asking first whether they are there. */
  readonly globals: readonly string[];
}

/** What a bundle is made of. */
export interface Bundle {
  readonly files: readonly Bundled[];
  /** The files on the shortest way from the entry to a file, without the file. */
  importersOf(path: string): readonly string[];
}

/** What a global is called in a bundle, so that its uses are found. */
const STAND_IN = /(typeof\s+)?\bonefn_global_(\w+)/g;

/**
 * Bundles a file and all that it imports, and reads esbuild's report.
 *
 * @param conditions those by which the runtime's bundler resolves packages.
 * @param globals the globals to look for.
 * @throws OnefnError ONEFN_NOT_INSTALLED without esbuild, ONEFN_INVALID_OPTION if the file cannot be bundled.
 */
export async function bundleFor(
  entry: URL,
  conditions: readonly string[],
  globals: readonly string[],
): Promise<Bundle> {
  const { build } = await loadEsbuild();
  const file = fileURLToPath(entry);
  const first = relative(process.cwd(), file).replaceAll("\\", "/");
  const { metafile, outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: [...conditions],
    // Our own packages run on every wire, and what Node has built in is what is looked for.
    external: ["onefn", "onefn/*", "@onefn/*", "node:*", ...builtinModules],
    // Bundlers put a word in the place of this variable.
    define: {
      "process.env.NODE_ENV": '"production"',
      ...Object.fromEntries(globals.map((name) => [name, `onefn_global_${name}`])),
    },
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    // Nothing is written there, but the paths in the report begin there.
    outfile: "bundle.js",
  }).catch((error: unknown) => {
    const [, reason = String(error)] = (error as Error).message.split("\n");
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      `[onefn/contract] checkFunction: the option \`entry\` cannot be bundled: ${reason}. ` +
        "Give the file that exports your functions.",
      { cause: error },
    );
  });
  const inputs = metafile.outputs["bundle.js"]?.inputs ?? {};
  const used = globalsIn(outputFiles.map(({ text }) => text));
  return {
    files: Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [bundled(path, metafile, used.get(path) ?? [])] : [],
    ),
    importersOf: (path) => wayTo(path, first, metafile),
  };
}

/** The globals that each file uses, unless it asks for them by `typeof`. */
function globalsIn([map = "{}", code = ""]: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const sources = new SourceMap(JSON.parse(map));
  const used = new Map<string, Map<string, boolean>>();
  for (const [number, line] of code.split("\n").entries()) {
    for (const { index, 1: asked, 2: name = "" } of line.matchAll(STAND_IN)) {
      const found = sources.findEntry(number, index);
      if (!("originalSource" in found)) continue;
      const names = used.get(found.originalSource) ?? new Map<string, boolean>();
      used.set(found.originalSource, names.set(name, asked !== undefined || names.get(name) === true));
    }
  }
  return new Map(
    [...used].map(([path, names]) => [path, [...names].flatMap(([name, asked]) => (asked ? [] : [name]))]),
  );
}

function bundled(path: string, { inputs }: Metafile, globals: readonly string[]): Bundled {
  return {
    path,
    isPackage: /(?:^|\/)node_modules\//.test(path),
    imports: (inputs[path]?.imports ?? []).map(({ path, kind }) => ({
      path,
      later: kind === "dynamic-import",
    })),
    globals,
  };
}

/** Breadth first, so that the way is the shortest. */
function wayTo(wanted: string, entry: string, { inputs }: Metafile): readonly string[] {
  const ways = new Map<string, readonly string[]>([[entry, []]]);
  for (const [path, way] of ways) {
    if (path === wanted) return way;
    for (const { path: next } of inputs[path]?.imports ?? []) {
      if (!ways.has(next)) ways.set(next, [...way, path]);
    }
  }
  return [];
}

async function loadEsbuild(): Promise<typeof import("esbuild")> {
  try {
    return await import("esbuild");
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_INSTALLED",
      "[onefn/contract] checkFunction: the option `entry` needs esbuild. Install it: npm install --save-dev esbuild",
      { cause },
    );
  }
}
