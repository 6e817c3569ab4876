import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AnyFunction, isOnefnFunction, OnefnError } from "onefn";
import { type Exports, FreshModule } from "./fresh-module.js";
import type { Samples } from "./sample.js";

/** Functions by the name of their export. */
export type Functions = Readonly<Record<string, AnyFunction>>;

/** Functions by name, and `samples`: inputs for the page's forms, by the same names. */
export type Exported = Readonly<Record<string, unknown>>;

/** Returns the current functions: the same object until a file changes. Rejects if a file cannot be loaded. */
export type LoadFunctions = () => Promise<Exported>;

/** The functions that a module exports. Rejects with OnefnError ONEFN_NO_FUNCTION if there are none. */
export function functionsOfFile(file: string): LoadFunctions {
  return changing([new FreshModule(file)], ([exports]) => {
    if (Object.keys(functionsOf(exports)).length > 0) return exportedOf(exports);
    throw new OnefnError(
      "ONEFN_NO_FUNCTION",
      `[onefn] dev: ${file} exports no function. Export the result of http(...) or message(...).`,
    );
  });
}

/** The functions of every package in a folder, from the file that its `exports` names. A provider has none. */
export async function functionsOfExamples(folder: string): Promise<LoadFunctions> {
  const entries = (await listed(folder)).filter((entry) => entry.isDirectory());
  const files = await Promise.all(entries.map(({ name }) => mainOf(join(folder, name))));
  return changing(
    files.sort().map((file) => new FreshModule(file)),
    (modules) => {
      const all = new Map<string, AnyFunction>();
      for (const [name, fn] of modules.flatMap((exports) => Object.entries(functionsOf(exports)))) {
        if (all.has(name)) throw duplicate(name);
        all.set(name, fn);
      }
      const samples = Object.assign({}, ...modules.map(samplesOf));
      return { samples, ...Object.fromEntries(all) };
    },
  );
}

/** A value made from modules, and made again when one of them changes. */
function changing(
  modules: readonly FreshModule[],
  make: (exports: readonly Exports[]) => Exported,
): LoadFunctions {
  let made: { readonly of: readonly Exports[]; readonly exported: Exported } | undefined;
  return async () => {
    const now = await Promise.all(modules.map((module) => module.current()));
    if (!made || now.some((exports, index) => exports !== made?.of[index])) {
      made = { of: now, exported: make(now) };
    }
    return made.exported;
  };
}

/** The functions among a module's exports. */
export function functionsOf(exported: Exported | undefined): Functions {
  return Object.fromEntries(
    Object.entries(exportedOf(exported)).filter((entry): entry is [string, AnyFunction] =>
      isOnefnFunction(entry[1]),
    ),
  );
}

/** Inputs for the page's forms, which a module may export as `samples`. */
export function samplesOf(exported: Exported | undefined): Samples {
  const { samples } = exportedOf(exported);
  return typeof samples === "object" && samples !== null && !isOnefnFunction(samples)
    ? (samples as Samples)
    : {};
}

/** A CommonJS module has all of its exports as its default. */
function exportedOf({ default: main, ...exports }: Exports = {}): Exported {
  return typeof main === "object" && !isOnefnFunction(main)
    ? { ...main, ...exports }
    : { default: main, ...exports };
}

async function listed(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_LOADED",
      `[onefn] dev: there is no folder ${folder}. Change to the folder that has one, or give a file.`,
      { cause },
    );
  }
}

async function mainOf(folder: string): Promise<string> {
  const file = join(folder, "package.json");
  try {
    const manifest = JSON.parse(await readFile(file, "utf8"));
    return join(folder, manifest.exports["."].import);
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_LOADED",
      `[onefn] dev: ${file} does not name the functions' file. Add "exports": { ".": { "import": "./dist/functions.js" } }.`,
      { cause },
    );
  }
}

function duplicate(name: string): OnefnError {
  return new OnefnError(
    "ONEFN_DUPLICATE_TRIGGER",
    `[onefn] dev: two examples export "${name}". Rename one of them.`,
  );
}
