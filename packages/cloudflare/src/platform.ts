import type { Context } from "onefn";
import type { ExecutionContext } from "./native.js";

/** What `context.platform` holds on Cloudflare. */
export interface CloudflarePlatform<Env = unknown> {
  /** The runtime's request, with its `cf`. Its body is one stream: read it either here or from the portable Request. */
  readonly request: Request;
  /** The Worker's bindings. `context.env` is the same object with a portable type. */
  readonly env: Env;
  /** The runtime's own context; undefined if `fetch` was called without one. */
  readonly ctx: ExecutionContext | undefined;
}

/**
 * Whether a context is Cloudflare's; types `platform` when it is. `Env` is the type of the Worker's bindings, such as
 * the one that `wrangler types` writes.
 *
 * @example
 * if (isCloudflare<Env>(context)) await context.platform.env.ORDERS.put(id, order);
 */
export function isCloudflare<Env = unknown>(
  context: Context,
): context is Context & { readonly provider: "cloudflare"; readonly platform: CloudflarePlatform<Env> } {
  return context.provider === "cloudflare";
}

export type { ExecutionContext };
