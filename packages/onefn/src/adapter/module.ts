import { isOnefnFunction } from "../kinds/function.js";

/**
 * Whether an object is what `import * as functions` or `require` gives of a module, also after bundling. A native
 * namespace has no prototype, and in Bun members that cannot be deleted. Of the others a member cannot be written: `__esModule` in what TypeScript and Babel make,
 * every export behind a getter or frozen in what esbuild, Bun, webpack, swc and Rollup make. A record that is written by
 * hand has a prototype, and members like any object's.
 */
function isModule(value: object): boolean {
  return (
    !Object.getPrototypeOf(value) ||
    Object.values(Object.getOwnPropertyDescriptors(value)).some(
      ({ writable, configurable }) => !writable || !configurable,
    )
  );
}

/** The functions that a module exports, and everything in a record: each once, by its last name. */
export function membersOf(given: { readonly default?: object }): ReadonlyMap<unknown, string> {
  const module = isModule(given);
  // Where an ES module imports a CommonJS one, all of it is the default, and the other names may be missing.
  const { default: main, ...others } = given;
  const all = Object.entries<unknown>(module ? { default: main, ...main, ...others } : given);
  return new Map(
    all.filter(([, value]) => !module || isOnefnFunction(value)).map(([name, value]) => [value, name]),
  );
}
