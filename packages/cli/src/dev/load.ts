import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AnyFunction, isOnefnFunction, OnefnError } from "onefn";
import { type Exports, FreshModule } from "./fresh-module.js";

/** Functions by the name of their export. */
export type Functions = Readonly<Record<string, AnyFunction>>;

/** Gives the functions as they are now: the same object until a file changes. Rejects while one cannot be loaded. */
export type LoadFunctions = () => Promise<Functions>;

/** The functions that a module exports. It rejects with OnefnError ONEFN_NO_FUNCTION when there are none. */
export function functionsOfFile(file: string): LoadFunctions {
  return changing([new FreshModule(file)], ([exports]) => {
    const functions = functionsOf(exports);
    if (Object.keys(functions).length > 0) return functions;
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
      return all;
    },
  );
}

/** What is made of modules, and made again when one of them has changed. */
function changing(
  modules: readonly FreshModule[],
  make: (exports: readonly Exports[]) => Functions,
): LoadFunctions {
  let made: { readonly of: readonly Exports[]; readonly functions: Functions } | undefined;
  return async () => {
    const now = await Promise.all(modules.map((module) => module.current()));
    if (!made || now.some((exports, index) => exports !== made?.of[index])) {
      made = { of: now, functions: make(now) };
    }
    return made.functions;
  };
}

/** A CommonJS module exports all it has as its default. */
function functionsOf({ default: main, ...exports }: Exports = {}): Functions {
  const all =
    typeof main === "object" && !isOnefnFunction(main)
      ? { ...main, ...exports }
      : { default: main, ...exports };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, AnyFunction] => isOnefnFunction(entry[1])),
  );
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
