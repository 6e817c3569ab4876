import { hasBrand } from "../brand.js";

const BROKEN = Symbol.for("onefn.brokenBody");

/** Whether an error came from parsing the body of a request, and of nothing else. */
export function isBrokenBody(error: unknown): boolean {
  return hasBrand(error, BROKEN);
}

/** Marks what a parser threw at the body of a request. Returns it. */
export function markBroken(error: unknown): unknown {
  return Object.defineProperty(error, BROKEN, { value: true });
}

/** What parsers throw. Other errors tell that the body was read before, is too large, or broke off. */
const ERRORS = { json: /^SyntaxError$/, formData: /^(?:Type)?Error$/, clone: undefined };

/** By name, the methods that mark it. */
const METHODS = /* @__PURE__ */ Object.entries(ERRORS).map(([name, thrown]) => ({
  name,
  configurable: true,
  writable: true,
  value(this: Request): unknown {
    const { bodyUsed } = this;
    const made = Object.getPrototypeOf(this)[name].call(this);
    if (!thrown) return markingBroken(made);
    return made.catch((error: Error) => {
      throw !bodyUsed && thrown.test(error.name) ? markBroken(error) : error;
    });
  },
}));

/**
 * A Request of the runtime's own class that marks what its parsers throw, and whose clones do. The methods are members
 * of this one Request: nothing that belongs to the runtime is touched.
 */
export function markingBroken(request: Request): Request {
  for (const method of METHODS) Reflect.defineProperty(request, method.name, method);
  return request;
}
