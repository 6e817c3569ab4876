import type { Context, HttpContext } from "onefn";
import type {
  ExecutionContext,
  MessageBatch,
  QueueMessage,
  R2Notification,
  ScheduledController,
} from "./native.js";

/** The members of `context.platform` in every handler on Cloudflare. */
interface Bound<Env> {
  /** The Worker's bindings. `context.env` is the same object with a portable type. */
  readonly env: Env;
  /** The runtime's own context; undefined if the Worker's handler was called without one. */
  readonly ctx: ExecutionContext | undefined;
}

/** The `context.platform` of http handlers on Cloudflare. */
export interface CloudflarePlatform<Env = unknown> extends Bound<Env> {
  /** The runtime's request, with its `cf`. Its body is one stream: read it either here or from the portable Request. */
  readonly request: Request;
}

/** What triggers all other handlers. It has the members of the handler's own trigger. */
export type CloudflareRecord = Partial<QueueMessage> & Partial<ScheduledController>;

/** The `context.platform` of all other handlers on Cloudflare. */
export interface CloudflareRecordPlatform<Env = unknown> extends Bound<Env> {
  /** The message of a queue, which may hold a notification from R2, or the event of a cron trigger; undefined in the context of a batch. */
  readonly record: CloudflareRecord | undefined;
  /** The batch in which the message came; undefined for a cron trigger. onefn settles its messages. */
  readonly batch?: MessageBatch | undefined;
}

/** A context on Cloudflare. */
type OnCloudflare<Ctx, Platform> = Ctx & { readonly provider: "cloudflare"; readonly platform: Platform };

/**
 * Whether a context is Cloudflare's; types `platform` when it is. `Env` is the type of the Worker's bindings, such as
 * the one that `wrangler types` writes.
 *
 * @example
 * if (isCloudflare<Env>(context)) await context.platform.env.ORDERS.put(id, order);
 */
export function isCloudflare<Env = unknown>(
  context: HttpContext<unknown>,
): context is OnCloudflare<HttpContext<unknown>, CloudflarePlatform<Env>>;
export function isCloudflare<Env = unknown>(
  context: Context,
): context is OnCloudflare<Context, CloudflareRecordPlatform<Env>>;
export function isCloudflare(context: Context): boolean {
  return context.provider === "cloudflare";
}

export type { ExecutionContext, MessageBatch, QueueMessage, R2Notification, ScheduledController };
