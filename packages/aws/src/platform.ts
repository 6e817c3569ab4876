import type { Context } from "onefn";
import type { LambdaContext } from "./native.js";

/** What `context.platform` holds on AWS Lambda. */
export interface AwsPlatform<Event = unknown> {
  /** Lambda's event, untouched. */
  readonly event: Event;
  /** Lambda's own context. */
  readonly context: LambdaContext;
}

/**
 * Whether a context is AWS Lambda's; types `platform` when it is.
 *
 * @example
 * if (isAws(context)) context.platform.context.awsRequestId;
 */
export function isAws<C extends Context>(
  context: C,
): context is C & { readonly provider: "aws"; readonly platform: AwsPlatform } {
  return context.provider === "aws";
}

export type { LambdaContext };
