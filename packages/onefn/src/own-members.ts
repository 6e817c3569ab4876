import { INSPECT } from "./inspect.js";

/** Where objects over a native event keep what their accessors read; nobody who lists their members sees it. */
export const OVER: unique symbol = Symbol() as never;
export const INPUT: unique symbol = Symbol() as never;

/**
 * Variables and native events hold keys, tokens and cookies: they can be read, but are not printed with the rest. To
 * read a signal starts its timer.
 */
const NOT_PRINTED = /^(env|platform|signal)$/;

/** The base of what handlers are given. Its subclasses have accessors, and nothing else that has a name. */
export abstract class Shown {
  /** What `JSON.stringify` and a log line show. */
  toJSON(): object {
    const shown: Record<PropertyKey, unknown> = {};
    for (const key of membersOf(this))
      shown[key] = NOT_PRINTED.test(String(key)) ? "[not printed]" : Reflect.get(this, key);
    return shown;
  }

  [INSPECT](): object {
    return this.toJSON();
  }
}

/**
 * Shows the accessors of an object's class as members of the object itself: `{...message}` and `Object.assign` copy
 * them, `Object.keys` lists them. Nothing is read before somebody asks, and a read goes to the class without a trap.
 * `structuredClone` throws a DataCloneError, as for every Proxy.
 * See docs/decisions/copies.md.
 */
export function withOwnMembers<T extends Shown>(target: T): T {
  return new Proxy(target, TRAPS) as T;
}

const TRAPS: ProxyHandler<Shown> = {
  ownKeys: membersOf,
  // Object.freeze throws then. It would seal the target, of which these members are none, and break every later look.
  preventExtensions: () => false,
  getOwnPropertyDescriptor: (target, key) =>
    Reflect.getOwnPropertyDescriptor(target, key) ??
    (key in target && !(key in Shown.prototype)
      ? { get: () => target[key as keyof Shown], enumerable: true, configurable: true }
      : undefined),
};

/** Its own members, and the accessors of its classes. */
function membersOf(object: Shown): (string | symbol)[] {
  const keys: (string | symbol)[] = [];
  for (let each = object; each !== Shown.prototype; each = Object.getPrototypeOf(each))
    keys.push(...Reflect.ownKeys(each));
  return [...new Set(keys)].filter((key) => key !== OVER && key !== INPUT && key !== "constructor");
}
