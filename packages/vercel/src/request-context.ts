import type { VercelContext } from "./platform.js";

/** The name under which Vercel's runtimes keep the context of the request that is being handled. */
const REQUEST_CONTEXT = Symbol.for("@vercel/request-context");

interface ContextHolder {
  readonly [REQUEST_CONTEXT]?: { get?(): VercelContext | undefined };
}

/**
 * The context of the request that is being handled; to be asked for at its beginning, in the asynchronous context in
 * which Vercel has put it.
 *
 * @param given what the Edge runtime passes beside the request, for where there is no other.
 */
export function requestContext(given: VercelContext | undefined): VercelContext {
  const found = (globalThis as ContextHolder)[REQUEST_CONTEXT]?.get?.();
  return found?.waitUntil ? found : (given ?? found ?? NONE);
}

const NONE: VercelContext = /* @__PURE__ */ Object.freeze({});
