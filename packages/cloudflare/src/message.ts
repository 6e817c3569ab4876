/**
 * Runs message functions on Cloudflare Workers, for bundles without the other kinds.
 * @packageDocumentation
 */
import type { MessageFunction } from "onefn";
import type { Adaptable } from "onefn/provider";
import { bind, queueOver } from "./adapt.js";
import type { CloudflareOptions } from "./options.js";
import { queues } from "./pipelines.js";
import type { Worker } from "./worker.js";

export type { ExecutionContext, MessageBatch, QueueMessage } from "./native.js";
export type { CloudflareOptions } from "./options.js";
export type { Worker } from "./worker.js";

/** `adapt` for message functions only. See `adapt` of `@onefn/cloudflare`. */
export function adapt<T>(
  functions: Adaptable<T, MessageFunction, "@onefn/cloudflare/message">,
  options: CloudflareOptions = {},
): Worker<"message"> {
  return { queue: queueOver(bind([queues], functions, options)) };
}
