/**
 * Runs functions of onefn on Google Cloud Functions and on Cloud Run, by functions-framework: http, messages of
 * Pub/Sub, tasks of Cloud Tasks, jobs of Cloud Scheduler, and the events of Eventarc, such as those of Cloud Storage and
 * Firestore.
 * @packageDocumentation
 */
import "#globals";
import { type Adapt, createAdapt } from "./adapt.js";
import { everything, type GcpFunction } from "./everything.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpFunction } from "./everything.js";
export type { GcpOptions } from "./options.js";
export type { GcpPlatform, GcpRecordPlatform, GcpRequest, GcpResponse } from "./platform.js";
export { isGcp } from "./platform.js";

/**
 * Turns one function, or a record of them, into what functions-framework calls. Export it, and give the name of the
 * export as the function's target (`--entry-point`). Http functions are routed by `path` and `methods`, message functions
 * by `from`: the topic, or the subscription if the topic is unknown, or the queue of Cloud Tasks. Storage functions are
 * routed by `bucket`, change functions by `table`, schedule functions by their name, which is that of the job.
 *
 * It serves both signatures. By `http`, events are requests, which the option `events` verifies. By `cloudevent`, there
 * is no request: the platform has to verify the caller, and the option has to say so, by `verify: "platform"`.
 *
 * Work given to `waitUntil` is awaited before the last byte of the answer leaves: Cloud Run takes the CPU away after
 * it.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else. A CloudEvent fails
 * with ONEFN_UNKNOWN_EVENT where no codec knows it, ONEFN_WRONG_KIND, ONEFN_NO_FUNCTION or ONEFN_UNVERIFIED_EVENT.
 * @see https://cloud.google.com/functions/docs/writing/write-http-functions
 * @see https://cloud.google.com/functions/docs/writing/write-event-driven-functions
 * @example
 * import { adapt } from "@onefn/gcp";
 * import { hello } from "./functions.js";
 * export const handler = adapt(hello);
 * @example
 * export const handler = adapt({ hello, orders }, { events: { verify: "platform" } });
 */
export const adapt: Adapt<GcpFunction> = /* @__PURE__ */ createAdapt(() => process.env, everything);
