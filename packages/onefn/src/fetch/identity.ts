import { SHARED } from "./shared.js";

/** The global classes that light ones stand for. */
type FetchClass = "Request" | "Response" | "Headers";

type Class = abstract new (...args: never[]) => object;

const globals = globalThis as unknown as Partial<Record<FetchClass, Class>>;

/**
 * Makes the objects of a light class instances of the global one, without touching it: on Node 22 and 24, to read
 * `globalThis.Response` loads undici, 20 to 40 ms of a cold start.
 */
export function standIn(name: FetchClass, Light: Class): void {
  tag(name, Light);
  // `await` looks for a `then`. Found here, the lookup does not go on to the proxy.
  define(Light.prototype, "then", undefined);
  // Who asks for an instance of the global class has loaded it; who asks for any other class must not load it.
  const getPrototypeOf = () =>
    (globalsAreLoaded(name) ? globals[name]?.prototype : undefined) ?? Object.prototype;
  Object.setPrototypeOf(Light.prototype, new Proxy({}, { getPrototypeOf }));
}

/**
 * Puts a light class in the global's place: objects of the one are instances of the other, both ways. Returns the
 * class that stood there, where it could be read without loading it.
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
  // As WebIDL's are: there are programs that copy a Request by a loop over its members.
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
// A polyfill replaces `fetch` together with its classes, and to read the function loads nothing. Where another copy of
// this package has come first, `fetch` is ours.
let loaded = !(SHARED in globalThis) && !/undici/.test(`${globalThis.fetch}`);

/**
 * Jest runs tests in a context of their own, where `process` is a copy that does not say what is loaded. Its globals have
 * getters until they are read. Outside of it nobody may look: on Node 22 and 24 even a property's descriptor loads undici.
 */
const sandboxed = Object.getPrototypeOf(modules) !== Array.prototype;

/** Whether the global classes can be read for nothing: Node has loaded them, or others stand in their place. */
function globalsAreLoaded(name: FetchClass): boolean {
  while (!loaded && seen < modules.length) loaded = /\/undici\//.test(modules[seen++] as string);
  return loaded || (sandboxed && !Object.getOwnPropertyDescriptor(globals, name)?.get);
}
