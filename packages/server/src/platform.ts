import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "onefn";

/** What `context.platform` holds on a server. */
export type ServerPlatform = NodePlatform | FetchPlatform;

/** A request that `serve` received on Node. */
export interface NodePlatform {
  readonly wire: "node";
  /** Node's request. Its body is one stream: read it either here or from the portable Request. */
  readonly request: IncomingMessage;
  /** Where onefn writes the answer after the handler has returned one. */
  readonly response: ServerResponse;
}

/** A request passed to `fetch`. */
export interface FetchPlatform {
  readonly wire: "fetch";
  readonly request: Request;
  /** What the runtime passes beside the request: Bun's server, Deno's connection information. */
  readonly info: unknown;
}

/**
 * Whether a context is a server's; types `platform` when it is.
 *
 * @example
 * if (isServer(context) && context.platform.wire === "node") context.platform.request.socket;
 */
export function isServer<C extends Context>(
  context: C,
): context is C & { readonly provider: "server"; readonly platform: ServerPlatform } {
  return context.provider === "server";
}
