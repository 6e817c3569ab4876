/**
 * Runs schedule functions on Cloudflare Workers, for bundles without the other kinds.
 * @packageDocumentation
 */
import type { ScheduleFunction } from "onefn";
import type { Adaptable } from "onefn/provider";
import { bind, scheduledOver } from "./adapt.js";
import type { CloudflareOptions } from "./options.js";
import { schedules } from "./pipelines.js";
import type { Worker } from "./worker.js";

export type { ExecutionContext, ScheduledController } from "./native.js";
export type { CloudflareOptions } from "./options.js";
export type { Worker } from "./worker.js";

/** `adapt` for schedule functions only. See `adapt` of `@onefn/cloudflare`. */
export function adapt<T>(
  functions: Adaptable<T, ScheduleFunction, "@onefn/cloudflare/schedule">,
  options: CloudflareOptions = {},
): Worker<"schedule"> {
  return { scheduled: scheduledOver(bind([schedules], functions, options)) };
}
