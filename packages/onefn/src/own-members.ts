import { INSPECT } from "./inspect.js";

/** Where objects over a native event keep what their accessors read, hidden from their list of members. */
export const OVER: unique symbol = Symbol() as never;
export const INPUT: unique symbol = Symbol() as never;
export const FUNCTION: unique symbol = Symbol() as never;

/**
 * Environment variables and native events hold keys, tokens and cookies: they can be read, but are not printed.
 * Reading a signal starts its timer.
 */
const NOT_PRINTED = /^(env|platform|signal)$/;

/** The base of what handlers receive. Its subclasses have accessors and no other named members. */
export abstract class Shown {
  /** The members that `JSON.stringify` and a log line show. */
  toJSON(): object {
    return printed(this);
  }

  [INSPECT](): object {
    return printed(this);
  }
}

/** The members of an object, except those that are not printed. */
export function printed(object: Shown): object {
  const members: Record<PropertyKey, unknown> = {};
  for (const key of membersOf(object))
    members[key] = NOT_PRINTED.test(String(key)) ? "[not printed]" : Reflect.get(object, key);
  return members;
}

/**
 * Shows the accessors of an object's class as members of the object itself: `{...message}` and `Object.assign` copy
 * them, `Object.keys` lists them. Nothing is read until it is needed, and a read goes to the class without a trap.
 * `structuredClone` throws a DataCloneError, as for every Proxy. See docs/decisions/copies.md.
 */
export function withOwnMembers<T extends Shown>(target: T): T {
  return new Proxy(target, TRAPS) as T;
}

const TRAPS = {
  // Looked up at every read: here, and not along the chain of prototypes.
  get: undefined as never,
  ownKeys: membersOf,
  // Makes Object.freeze throw. It would seal the target, which lacks these members, and break every later access.
  preventExtensions: () => false,
  getOwnPropertyDescriptor: (target, key) =>
    Reflect.getOwnPropertyDescriptor(target, key) ??
    (key in target && !(key in Shown.prototype)
      ? { get: () => target[key as keyof Shown], enumerable: true, configurable: true }
      : undefined),
} satisfies ProxyHandler<Shown>;

const HIDDEN: ReadonlySet<unknown> = /* @__PURE__ */ new Set([OVER, INPUT, FUNCTION]);

/** An object's own members and the accessors of its classes, without those that every object has. */
function membersOf(object: Shown): (string | symbol)[] {
  const keys: (string | symbol)[] = [];
  for (let each = object; each !== Shown.prototype; each = Object.getPrototypeOf(each))
    keys.push(...Reflect.ownKeys(each));
  return [...new Set(keys)].filter((key) => !HIDDEN.has(key) && !(key in Shown.prototype));
}
