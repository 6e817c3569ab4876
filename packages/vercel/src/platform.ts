import type { Context } from "onefn";
import type { VercelQueueMessage } from "./queues/push.js";

export type { VercelQueueMessage } from "./queues/push.js";

/**
 * What Vercel passes beside the request, as far as onefn reads it.
 * @see https://vercel.com/docs/functions/functions-api-reference/vercel-functions-package
 */
export interface VercelContext {
  /** Keeps the function running until the promise has settled. */
  waitUntil?(promise: Promise<unknown>): void;
  /** The time at which the invocation ends, in a format that `Date` parses. */
  readonly deadline?: string;
  /** The headers of the request. Among them is a token of the deployment: do not log them. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** What `context.platform` holds on Vercel. */
export interface VercelPlatform {
  /** Vercel's request. Its body is one stream: read it either here or from the portable Request. */
  readonly request: Request;
  /** Empty if there is none, such as in a unit test. */
  readonly context: VercelContext;
  /** In a message function: what the queue tells of this message. The request's body was read. */
  readonly record?: VercelQueueMessage;
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
