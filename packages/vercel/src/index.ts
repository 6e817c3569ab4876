/**
 * Runs functions on Vercel: http in its Node.js and its Edge runtime, messages of its queues, cron jobs and schedules.
 * @packageDocumentation
 */
import type { HttpFunction, MessageFunction, ScheduleFunction, TaskFunction } from "onefn";
import { type Adapt, createAdapt } from "./adapt.js";
import type { VercelOptions } from "./options.js";
import { everything } from "./pipelines.js";
import { vercelQueues } from "./queues/provider.js";

export type { AdaptOptions } from "onefn/provider";
export type { Adapt, Adapted } from "./adapt.js";
export { cronSecret } from "./cron-secret.js";
export type { VercelOptions } from "./options.js";
export type { VercelContext, VercelPlatform, VercelQueueMessage } from "./platform.js";
export { isVercel } from "./platform.js";

/**
 * Prepares functions for Vercel. Http functions are routed by `path` and `methods`, message functions by `from`, which
 * is a topic of Vercel Queues, and schedule functions by `cron` for cron jobs, or by their name for Vercel Schedules.
 * Tasks are called by http. The option `events` says how the requests that bring messages, runs and calls are verified.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, the same topic or the same expression, ONEFN_INVALID_OPTION for invalid options and a
 * cron job in a time zone other than UTC, ONEFN_NOT_A_FUNCTION for
 * anything else.
 * @see https://vercel.com/docs/functions/functions-api-reference
 * @see https://vercel.com/docs/queues
 * @example
 * export default adapt(hello);
 * @example
 * export const config = { runtime: "edge" };
 * export default adapt({ hello, orders }).fetch;
 * @example
 * export default adapt(orders, { events: { verify: "platform" } });
 */
export const adapt: Adapt<HttpFunction | MessageFunction | ScheduleFunction | TaskFunction, VercelOptions> =
  /* @__PURE__ */ createAdapt(vercelQueues, everything);
