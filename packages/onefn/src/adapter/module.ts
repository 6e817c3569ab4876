import { type AnyFunction, isOnefnFunction } from "../functions/function.js";

/**
 * Whether a value is what `import * as functions` or `require` gives of a module, also after bundling. A native
 * namespace and Rollup's have no prototype; TypeScript's and Babel's CommonJS sets `__esModule`; esbuild, Bun, webpack
 * and swc give every export a getter. A record that is written by hand has none of these.
 */
export function isModule(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return (
    Object.getPrototypeOf(value) === null ||
    "__esModule" in value ||
    Object.values(Object.getOwnPropertyDescriptors(value)).some(({ get }) => get)
  );
}

/** The functions that a module exports, each once. */
export function exportedFunctions(module: object): (readonly [name: string, fn: AnyFunction])[] {
  const names = new Map<AnyFunction, string>();
  // Where an ES module imports a CommonJS one, all of it is the default, and the other names may be missing.
  const { default: main } = module as { readonly default?: unknown };
  const all = { ...(isOnefnFunction(main) ? undefined : (main as object)), ...module };
  for (const [name, fn] of Object.entries(all)) {
    if (isOnefnFunction(fn) && !(name === "default" && names.has(fn))) names.set(fn, name);
  }
  return [...names].map(([fn, name]) => [name, fn]);
}
