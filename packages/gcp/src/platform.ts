import type { Context } from "onefn";
import type { GcpRequest, GcpResponse } from "./native.js";

/** What `context.platform` holds on Google Cloud, in an http function. */
export interface GcpPlatform {
  /** The framework's request. If its body is unread, read it either here or from the portable Request. */
  readonly request: GcpRequest;
  /** Where onefn writes the answer after the handler has returned one. */
  readonly response: GcpResponse;
}

/**
 * Whether a context is Google Cloud's; types `platform` when it is.
 *
 * @example
 * if (isGcp(context)) context.platform.request.rawBody;
 */
export function isGcp<C extends Context>(
  context: C,
): context is C & { readonly provider: "gcp"; readonly platform: GcpPlatform } {
  return context.provider === "gcp";
}

export type { GcpRequest, GcpResponse };
