/** Where objects over a native event keep what their accessors read; nobody who lists their members sees it. */
export const OVER: unique symbol = Symbol("onefn.over") as never;
export const INPUT: unique symbol = Symbol("onefn.input") as never;

/**
 * Shows the accessors of an object's class as members of the object itself: `{...message}` and `Object.assign` copy
 * them, `Object.keys` lists them. Nothing is read before somebody asks, and a read goes to the class without a trap.
 * `structuredClone` throws a DataCloneError, as for every Proxy.
 * See docs/decisions/spreading.md.
 */
export function withOwnMembers<T extends object>(target: T): T {
  return new Proxy(target, TRAPS) as T;
}

const TRAPS: ProxyHandler<object> = {
  ownKeys: membersOf,
  getOwnPropertyDescriptor(target, key) {
    const own = Reflect.getOwnPropertyDescriptor(target, key);
    if (own || !accessorsOf(Object.getPrototypeOf(target)).has(key)) return own;
    return { get: () => Reflect.get(target, key), enumerable: true, configurable: true };
  },
};

/** The names of what an object shows: its own members, and the accessors of its class. */
export function membersOf(object: object): PropertyKeys {
  const own = Reflect.ownKeys(object).filter((key) => key !== OVER && key !== INPUT);
  return [...new Set([...own, ...accessorsOf(Object.getPrototypeOf(object))])];
}

type PropertyKeys = (string | symbol)[];

/** Node's name for what `console.log` prints in place of an object; Deno, Bun and workerd know it, too. */
export const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** A plain object with what an object shows, or with those of its members that `read` gives a value for. */
export function plainCopy(
  object: object,
  leaveOut: readonly PropertyKey[] = [],
): Record<PropertyKey, unknown> {
  const copy: Record<PropertyKey, unknown> = {};
  for (const key of membersOf(object)) if (!leaveOut.includes(key)) copy[key] = Reflect.get(object, key);
  return copy;
}

/** By prototype, of which there are a handful. */
const known = /* @__PURE__ */ new Map<unknown, ReadonlySet<string | symbol>>();

function accessorsOf(prototype: object): ReadonlySet<string | symbol> {
  const seen = known.get(prototype);
  if (seen) return seen;
  const names = new Set<string | symbol>();
  if (prototype !== Object.prototype) {
    for (const name of accessorsOf(Object.getPrototypeOf(prototype))) names.add(name);
    for (const name of Object.getOwnPropertyNames(prototype))
      if (Object.getOwnPropertyDescriptor(prototype, name)?.get) names.add(name);
  }
  known.set(prototype, names);
  return names;
}
