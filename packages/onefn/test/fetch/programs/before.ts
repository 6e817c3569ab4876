/** Runs before the light classes are imported. */
const order = process.argv[2];

interface Classes {
  readonly Headers: typeof Headers;
  readonly Request: typeof Request;
  readonly Response: typeof Response;
}

/** The classes that somebody has seen before ours came. */
export const seen: Classes | undefined =
  order === "loaded" ? { Headers, Request, Response } : order === "replaced" ? replace() : undefined;

/** Puts other classes in the place of Node's, as a polyfill does. */
function replace(): Classes {
  const nativeFetch = fetch;
  const classes = {
    Headers: class extends Headers {},
    Request: class extends Request {},
    Response: class extends Response {},
  };
  Object.assign(globalThis, classes, { fetch: (...args: Parameters<typeof fetch>) => nativeFetch(...args) });
  return classes;
}
