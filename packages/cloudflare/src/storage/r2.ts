import type { StorageFunction } from "onefn";
import type { Adaptable } from "onefn/provider";
import { bind, queueOver } from "../adapt.js";
import type { CloudflareOptions } from "../options.js";
import { notifications } from "../pipelines.js";
import type { Worker } from "../worker.js";

export type { ExecutionContext, MessageBatch, QueueMessage, R2Notification } from "../native.js";
export type { CloudflareOptions } from "../options.js";
export type { Worker } from "../worker.js";

/** `adapt` for notifications from R2 in a queue only. See `adapt` of `@onefn/cloudflare`. */
export function adapt<T>(
  functions: Adaptable<T, StorageFunction, "@onefn/cloudflare/storage/r2">,
  options: CloudflareOptions = {},
): Worker<"storage"> {
  return { queue: queueOver(bind([notifications], functions, options)) };
}
