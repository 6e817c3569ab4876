/**
 * Runs functions of onefn on Azure Functions, by the programming model v4, whatever triggers them. The other entries
 * (`@onefn/azure/http`, `@onefn/azure/message/service-bus`, ...) have the same `adapt` with fewer triggers, for smaller
 * bundles.
 * @packageDocumentation
 */
import "#globals";
import { type AnyAzureFunction, createAdapt } from "./adapt.js";
import type { Adapt } from "./bind.js";
import { createStream } from "./stream.js";

export type { Adapt, AzureHandler, AzureMessageHandler, AzureTaskHandler } from "./bind.js";
export type { AzureCookie, AzureResult } from "./native.js";
export type { AzureOptions } from "./options.js";
export type {
  AzureContext,
  AzurePlatform,
  AzureRecord,
  AzureRecordPlatform,
  AzureRequest,
} from "./platform.js";
export { isAzure } from "./platform.js";

/**
 * Makes a handler for `app.http`, `app.serviceBusQueue`, `app.serviceBusTopic`, `app.storageQueue`, `app.eventHub` and for
 * `kafkaTrigger` by `app.generic`, of one function or of a record of them. http functions are routed by `path` and
 * `methods`, message functions by `from`: the name of a queue, hub or topic, or `topic/subscription`; identity functions by
 * `on`, in requests of Microsoft Entra's that the option `events` verifies. `register` of `@onefn/azure/register` calls `app`
 * too.
 *
 * A batch of messages (`cardinality: "many"`) has no partial failure on Azure, except for messages of Service Bus that are
 * settled one by one (`sdkBinding`). Every message is handled, and if any failed the invocation fails, so that all of them
 * are delivered again. Event Hubs and Kafka do that only with a retry policy. Register with `dataType: "binary"`, as
 * `register` does, or the library parses bodies as JSON before onefn sees them.
 *
 * http answers leave in one piece. Azure's URLs begin with a route prefix: give it as `basePath`, or take it away by
 * `"extensions": { "http": { "routePrefix": "" } }` in host.json. Work given to `waitUntil` is awaited before the
 * answer.
 *
 * @throws OnefnError at once: ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two
 * functions claim the same, ONEFN_NOT_A_FUNCTION for anything else, ONEFN_INVALID_OPTION. The handler rejects with
 * ONEFN_UNKNOWN_EVENT for an input of another trigger, ONEFN_WRONG_KIND for one of a kind that no function has,
 * ONEFN_NO_FUNCTION for a queue that none claims, and ONEFN_BATCH_FAILED where messages have to be delivered again.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-trigger
 * @example
 * import { app } from "@azure/functions";
 * import { adapt } from "@onefn/azure";
 * import { hello } from "./functions.js";
 * app.http("hello", { route: "hello/{name}", handler: adapt(hello, { basePath: "/api" }) });
 */
export const adapt: Adapt<AnyAzureFunction> = /* @__PURE__ */ createAdapt(() => process.env);

/**
 * As {@link adapt}, with answers that leave piece by piece. The app must be set up for it:
 * `app.setup({ enableHttpStream: true })`. A stream that fails half-way ends early, and is logged: Azure has no way to
 * tell the client.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-streams
 * @example
 * app.setup({ enableHttpStream: true });
 * app.http("report", { handler: stream(report) });
 */
export const stream: Adapt = /* @__PURE__ */ createStream(() => process.env);
