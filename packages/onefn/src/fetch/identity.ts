/** The global classes that the light ones stand for. */
export type FetchClass = "Request" | "Response" | "Headers";

type Class = abstract new (...args: never[]) => object;

const globals = globalThis as unknown as Record<FetchClass, Class>;

/**
 * Makes a light class pass for the global one of the same name, by name, by tag and for `instanceof` in both
 * directions, without touching the global: on Node 22 and 24 reading `globalThis.Request` loads undici, 20 to
 * 40 ms of every cold start.
 */
export function identify(name: FetchClass, Light: Class): void {
  const define = (target: object, key: PropertyKey, value: unknown) =>
    Object.defineProperty(target, key, { value, configurable: true });

  define(Light, "name", name);
  define(Light.prototype, Symbol.toStringTag, name);
  // `await` looks for a `then`: found here, the lookup does not go on to the proxy below.
  define(Light.prototype, "then", undefined);
  // A native object is an instance of the light class that took the global's place.
  define(Light, Symbol.hasInstance, function (this: unknown, value: unknown) {
    return (
      Function.prototype[Symbol.hasInstance].call(this, value) ||
      (this === Light && (value as Partial<Record<symbol, unknown>> | null)?.[Symbol.toStringTag] === name)
    );
  });
  // Who asks for an instance of the global class has it loaded already; who asks for any other does not load it.
  Object.setPrototypeOf(
    Light.prototype,
    new Proxy(
      {},
      { getPrototypeOf: () => (globalsAreLoaded() ? globals[name].prototype : Object.prototype) },
    ),
  );
}

/**
 * Puts a light class in the global's place and returns the class that stood there, where it could be read
 * without loading it.
 */
export function replaceGlobal(name: FetchClass, Light: Class): Class | undefined {
  const previous = globalsAreLoaded() ? globals[name] : undefined;
  Object.setPrototypeOf(Light.prototype, previous?.prototype ?? Object.prototype);
  globals[name] = Light;
  return previous;
}

const modules = (process as unknown as { readonly moduleLoadList: readonly string[] }).moduleLoadList;
let seen = 0;
// A polyfill replaces `fetch` together with its classes, and reading the function loads nothing.
let loaded = !/undici/.test(Function.prototype.toString.call(globalThis.fetch));

/** Whether the global fetch classes can be read for nothing: loaded by Node, or replaced by plain ones. */
function globalsAreLoaded(): boolean {
  while (!loaded && seen < modules.length) loaded = /\/undici\//.test(modules[seen++] as string);
  return loaded;
}
