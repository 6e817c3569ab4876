/**
 * Runs onefn functions on Cloudflare Workers: http, messages, storage notifications and schedules. The other entries
 * (`@onefn/cloudflare/http`, `@onefn/cloudflare/message`, `@onefn/cloudflare/storage`, `@onefn/cloudflare/schedule`)
 * export the same `adapt` for one kind, for smaller bundles. Tasks have an entry of their own, `@onefn/cloudflare/task`.
 * @packageDocumentation
 */
import type { HttpFunction, MessageFunction, ScheduleFunction, StorageFunction } from "onefn";
import { type Adaptable, listFunctions } from "onefn/provider";
import { bind, fetchOver, queueOver, scheduledOver } from "./adapt.js";
import type { CloudflareOptions } from "./options.js";
import { anyQueues, http, schedules } from "./pipelines.js";
import type { WorkerOf } from "./worker.js";

export type {
  ExecutionContext,
  MessageBatch,
  QueueMessage,
  R2Notification,
  ScheduledController,
} from "./native.js";
export type { CloudflareOptions } from "./options.js";
export type { Worker, WorkerHandlers, WorkerOf } from "./worker.js";

/**
 * Prepares one function or a record of functions for Cloudflare Workers. Http functions are routed by `path` and
 * `methods`, message functions by `from`, storage functions by `bucket`, schedule functions by `cron`.
 *
 * @returns a module worker with a handler for each kind of the functions: `fetch` for http, `queue` for messages and
 * notifications from R2, `scheduled` for schedules.
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER if two functions
 * claim the same path and method, the same queue, the same bucket with the same filters or the same expression,
 * ONEFN_INVALID_OPTION for a schedule in a time zone other than UTC, ONEFN_NOT_A_FUNCTION for anything else. `queue` and
 * `scheduled` reject with ONEFN_NO_FUNCTION for a queue, a bucket and a cron expression that no function claims; the
 * queue's messages are delivered again.
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/
 * @example
 * export default adapt({ hello, orders, cleanUp });
 */
export function adapt<T>(
  functions: Adaptable<
    T,
    HttpFunction | MessageFunction | ScheduleFunction | StorageFunction,
    "@onefn/cloudflare"
  >,
  options: CloudflareOptions = {},
): WorkerOf<T> {
  const handle = bind([http, anyQueues, schedules], functions, options);
  const kinds = listFunctions("onefn/cloudflare", functions).map(({ kind }) => kind);
  return {
    ...(kinds.includes("http") && { fetch: fetchOver(handle, options) }),
    ...(kinds.some((kind) => kind === "message" || kind === "storage") && { queue: queueOver(handle) }),
    ...(kinds.includes("schedule") && { scheduled: scheduledOver(handle) }),
  } as WorkerOf<T>;
}
