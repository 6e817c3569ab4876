import { hasBrand } from "../brand.js";

const BROKEN = Symbol.for("onefn.brokenBody");

/** Whether an error came from parsing a request body. */
export function isBrokenBody(error: unknown): boolean {
  return hasBrand(error, BROKEN);
}

/** Marks an error thrown while parsing a request body. Returns it. */
export function markBroken(error: unknown): unknown {
  return Object.defineProperty(error, BROKEN, { value: true });
}

/** The errors that parsers throw. Other errors mean that the body was already read, is too large, or broke off. */
const ERRORS = { json: /^SyntaxError$/, formData: /^(?:Type)?Error$/, clone: undefined };

/** The methods that mark their errors, by name. */
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
 * A Request of the runtime's own class that marks the errors of its parsers, as do its clones. The methods are own
 * members of this one Request; the runtime's classes stay untouched.
 */
export function markingBroken(request: Request): Request {
  for (const method of METHODS) Reflect.defineProperty(request, method.name, method);
  return request;
}
