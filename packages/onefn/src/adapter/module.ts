import { isOnefnFunction } from "../kinds/function.js";

/**
 * Whether an object is a module, as `import * as functions` or `require` returns it, bundled or not. A native namespace
 * has no prototype; in Bun it has one, but its members cannot be deleted. In a compiled or bundled module, some member
 * is read-only: `__esModule` from TypeScript and Babel, every export from esbuild, Bun, webpack, swc and Rollup. An object
 * literal has a prototype, and its members can be written and deleted.
 */
function isModule(value: object): boolean {
  return (
    !Object.getPrototypeOf(value) ||
    Object.values(Object.getOwnPropertyDescriptors(value)).some(
      ({ writable, configurable }) => !writable || !configurable,
    )
  );
}

/** The functions that a module exports, or every member of a record. What has several names is listed once, by its last. */
export function membersOf(given: { readonly default?: object }): ReadonlyMap<unknown, string> {
  const module = isModule(given);
  // Where an ES module imports a CommonJS one, all of it is the default, and the other names may be missing.
  const { default: main, ...others } = given;
  const all = Object.entries<unknown>(module ? { default: main, ...main, ...others } : given);
  return new Map(
    all.filter(([, value]) => !module || isOnefnFunction(value)).map(([name, value]) => [value, name]),
  );
}
