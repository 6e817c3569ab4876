/**
 * Where the first copy of this package in a process leaves its Fetch runtime for the others: an ESM and a CommonJS
 * copy must understand each other's objects, and replace the globals only once. If you change the shared value,
 * change this name.
 */
export const SHARED: unique symbol = Symbol.for("onefn.fetch") as never;

/** The global classes that light ones stand in for. */
type FetchClass = "Request" | "Response" | "Headers";

type Class = abstract new (...args: never[]) => object;

const globals = globalThis as unknown as Partial<Record<FetchClass, Class>>;

/**
 * Makes objects of a light class instances of the global one, without touching it: on Node 22 and 24, reading
 * `globalThis.Response` loads undici, which adds 20 to 40 ms to a cold start.
 */
export function standIn(name: FetchClass, Light: Class): void {
  tag(name, Light);
  // `await` looks for a `then`. Defined here, the lookup does not reach the proxy.
  define(Light.prototype, "then", undefined);
  // Code that tests for the global class has loaded it; code that tests for any other class must not load it.
  const getPrototypeOf = () =>
    (globalsAreLoaded(name) ? globals[name]?.prototype : undefined) ?? Object.prototype;
  Object.setPrototypeOf(Light.prototype, new Proxy({}, { getPrototypeOf }));
}

/**
 * Replaces a global with a light class: objects of each are instances of the other. Returns the replaced class, if it
 * could be read without loading it.
 */
export function replaceGlobal(name: FetchClass, Light: Class): Class | undefined {
  const previous = globalsAreLoaded(name) ? globals[name] : undefined;
  tag(name, Light);
  define(Light, Symbol.hasInstance, function (this: unknown, value: unknown) {
    return (
      Function.prototype[Symbol.hasInstance].call(this, value) ||
      (this === Light && (value as Partial<Record<symbol, unknown>> | null)?.[Symbol.toStringTag] === name)
    );
  });
  Object.setPrototypeOf(Light.prototype, previous?.prototype ?? Object.prototype);
  globals[name] = Light;
  return previous;
}

function tag(name: FetchClass, Light: Class): void {
  // Enumerable, as WebIDL's members are: some programs copy a Request by a loop over its members.
  for (const key of Object.getOwnPropertyNames(Light.prototype))
    if (key !== "constructor") Object.defineProperty(Light.prototype, key, { enumerable: true });
  define(Light, "name", name);
  define(Light.prototype, Symbol.toStringTag, name);
}

function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true });
}

const modules = (process as unknown as { readonly moduleLoadList: readonly string[] }).moduleLoadList;
let seen = 0;
// A polyfill replaces `fetch` together with its classes, and reading the function loads nothing. If another copy of
// this package came first, `fetch` is ours.
let loaded = !(SHARED in globalThis) && !/undici/.test(`${globalThis.fetch}`);

/**
 * Jest runs tests in a separate context, whose `process` is a copy that does not say what is loaded. Its globals are
 * getters until they are read. Elsewhere this must not be checked: on Node 22 and 24 even reading a property's
 * descriptor loads undici.
 */
const sandboxed = Object.getPrototypeOf(modules) !== Array.prototype;

/** Whether reading the global classes costs nothing: Node has loaded them, or others have replaced them. */
function globalsAreLoaded(name: FetchClass): boolean {
  while (!loaded && seen < modules.length) loaded = /\/undici\//.test(modules[seen++] as string);
  return loaded || (sandboxed && !Object.getOwnPropertyDescriptor(globals, name)?.get);
}
