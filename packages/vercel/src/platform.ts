import type { Context } from "onefn";

/**
 * What Vercel passes beside the request, as far as onefn reads it.
 * @see https://vercel.com/docs/functions/functions-api-reference/vercel-functions-package
 */
export interface VercelContext {
  /** Keeps the function running until the promise has settled. */
  waitUntil?(promise: Promise<unknown>): void;
  /** The time at which the invocation ends, in a format that `Date` parses. */
  readonly deadline?: string;
}

/** What `context.platform` holds on Vercel. */
export interface VercelPlatform {
  /** Vercel's request. Its body is one stream: read it either here or from the portable Request. */
  readonly request: Request;
  /** Empty if there is none, such as in a unit test. */
  readonly context: VercelContext;
}

/**
 * Whether a context is Vercel's; types `platform` when it is.
 *
 * @example
 * if (isVercel(context)) context.platform.request.headers.get("x-vercel-deployment-url");
 */
export function isVercel<C extends Context>(
  context: C,
): context is C & { readonly provider: "vercel"; readonly platform: VercelPlatform } {
  return context.provider === "vercel";
}
