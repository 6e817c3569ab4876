import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AnyFunction, isOnefnFunction, OnefnError } from "onefn";
import { type Exports, FreshModule } from "./fresh-module.js";
import type { Samples } from "./sample.js";

/** Functions by the name of their export. */
export type Functions = Readonly<Record<string, AnyFunction>>;

/** What is served: functions by name, and `samples`, which gives inputs to begin with by the same names. */
export type Exported = Readonly<Record<string, unknown>>;

/** Gives what is served as it is now: the same object until a file changes. Rejects while one cannot be loaded. */
export type LoadFunctions = () => Promise<Exported>;

/** The functions that a module exports. It rejects with OnefnError ONEFN_NO_FUNCTION when there are none. */
export function functionsOfFile(file: string): LoadFunctions {
  return changing([new FreshModule(file)], ([exports]) => {
    if (Object.keys(functionsOf(exports)).length > 0) return exportedOf(exports);
    throw new OnefnError(
      "ONEFN_NO_FUNCTION",
      `[onefn] dev: ${file} exports no function. Export what http(...) or message(...) gave.`,
    );
  });
}

/** The functions of every package in a folder, from the file that its `exports` name. A provider has none. */
export async function functionsOfExamples(folder: string): Promise<LoadFunctions> {
  const entries = (await listed(folder)).filter((entry) => entry.isDirectory());
  const files = await Promise.all(entries.map(({ name }) => mainOf(join(folder, name))));
  return changing(
    files.sort().map((file) => new FreshModule(file)),
    (modules) => {
      const all: Record<string, AnyFunction> = {};
      for (const [name, fn] of modules.flatMap((exports) => Object.entries(functionsOf(exports)))) {
        if (Object.hasOwn(all, name)) throw duplicate(name);
        all[name] = fn;
      }
      const samples = Object.assign({}, ...modules.map(samplesOf));
      return { samples, ...all };
    },
  );
}

/** What is made of modules, and made again when one of them has changed. */
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

/** The functions among what a module exports. */
export function functionsOf(exported: Exported | undefined): Functions {
  return Object.fromEntries(
    Object.entries(exportedOf(exported)).filter((entry): entry is [string, AnyFunction] =>
      isOnefnFunction(entry[1]),
    ),
  );
}

/** Inputs to begin with, which a module may export as `samples`. */
export function samplesOf(exported: Exported | undefined): Samples {
  const { samples } = exportedOf(exported);
  return typeof samples === "object" && samples !== null && !isOnefnFunction(samples)
    ? (samples as Samples)
    : {};
}

/** A CommonJS module exports all it has as its default. */
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
      `[onefn] dev: there is no folder ${folder}. Go where one is, or give a file.`,
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
      `[onefn] dev: ${file} names no file of functions. Give it "exports": { ".": { "import": "./dist/functions.js" } }.`,
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
