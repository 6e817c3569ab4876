import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type AnyFunction, isOnefnFunction, OnefnError } from "onefn";

/** Functions by the name of their export. */
export type Functions = Readonly<Record<string, AnyFunction>>;

/** The functions that a module exports. @throws OnefnError ONEFN_NO_FUNCTION when there are none. */
export async function loadFile(file: string): Promise<Functions> {
  const functions = await functionsOf(file);
  if (Object.keys(functions).length > 0) return functions;
  throw new OnefnError(
    "ONEFN_NO_FUNCTION",
    `[onefn] dev: ${file} exports no function. Export what http(...) or message(...) gave.`,
  );
}

async function functionsOf(file: string): Promise<Functions> {
  const module: Record<string, unknown> = await import(pathToFileURL(resolve(file)).href);
  return Object.fromEntries(
    Object.entries(module).filter((entry): entry is [string, AnyFunction] => isOnefnFunction(entry[1])),
  );
}

/** The functions of every package in a folder, from the file that its `exports` name. A provider has none. */
export async function loadExamples(folder: string): Promise<Functions> {
  const all: Record<string, AnyFunction> = {};
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort(byName)) {
    if (!entry.isDirectory()) continue;
    const functions = await functionsOf(await mainOf(join(folder, entry.name)));
    for (const [name, fn] of Object.entries(functions)) {
      if (Object.hasOwn(all, name)) throw duplicate(name);
      all[name] = fn;
    }
  }
  return all;
}

async function mainOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return join(folder, manifest.exports["."].import);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function duplicate(name: string): OnefnError {
  return new OnefnError(
    "ONEFN_DUPLICATE_TRIGGER",
    `[onefn] dev: two examples export "${name}". Rename one of them.`,
  );
}
