/**
 * Runs onefn functions of all supported kinds on Azure Functions, with programming model v4. The other entries
 * (`@onefn/azure/http`, `@onefn/azure/message/service-bus`, ...) export the same `adapt` with fewer triggers, for smaller
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
 * Makes the handler of one function of the app from one onefn function or a record of them. HTTP functions are routed by
 * `path` and `methods`; message functions by `from`, the name of a queue, hub or topic, or `topic/subscription`; storage
 * functions by `bucket`, change functions by `table`, schedule functions by `cron`, event functions by `type` and
 * `source`; of several tasks, the name on Azure chooses; identity functions are chosen by `on`, for requests from
 * Microsoft Entra, which the option `events` verifies. `register` of `@onefn/azure/register` also calls `app` for you.
 *
 * A batch (`cardinality: "many"`) cannot fail in part on Azure, except for messages of Service Bus that are settled one
 * by one (`sdkBinding`). Every record is handled, and if any failed, the invocation fails, so that all of them are
 * delivered again. Event Hubs, Kafka and Cosmos DB do that only with a retry policy. Register messages with
 * `dataType: "binary"`, as `register` does: otherwise the library parses bodies as JSON before onefn sees them.
 *
 * HTTP answers are sent in one piece; see {@link stream}. Azure's URLs begin with a route prefix: set `basePath` to it,
 * or remove it with `"extensions": { "http": { "routePrefix": "" } }` in host.json. Work given to `waitUntil` is awaited
 * before the answer.
 *
 * @param functions a function, or a record of them by name.
 * @param options see {@link AzureOptions}.
 * @returns `(input, context) => result`, for `app.http`, `app.serviceBusQueue`, `app.generic` and the others.
 * @throws OnefnError at once: ONEFN_NOT_A_FUNCTION, ONEFN_UNSUPPORTED_KIND, ONEFN_DUPLICATE_TRIGGER,
 * ONEFN_INVALID_OPTION. The handler rejects with ONEFN_UNKNOWN_EVENT for the input of another trigger, ONEFN_WRONG_KIND
 * for one of a kind that no function has, ONEFN_NO_FUNCTION for a queue, hub, topic, table or container that no function
 * claims, and ONEFN_BATCH_FAILED if records have to be delivered again.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-trigger
 * @example
 * import { app } from "@azure/functions";
 * import { adapt } from "@onefn/azure";
 * import { hello } from "./functions.js";
 * app.http("hello", { route: "hello/{name}", handler: adapt(hello, { basePath: "/api" }) });
 */
export const adapt: Adapt<AnyAzureFunction> = /* @__PURE__ */ createAdapt(() => process.env);

/**
 * Makes a handler that sends answers as they are produced. The app must be set up for it with
 * `app.setup({ enableHttpStream: true })`. Functions, options and errors are those of {@link adapt}, for HTTP alone. A
 * stream that fails half-way ends early, with an error in the log: Azure has no way to tell the client.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-streams
 * @example
 * app.setup({ enableHttpStream: true });
 * app.http("report", { handler: stream(report) });
 */
export const stream: Adapt = /* @__PURE__ */ createStream(() => process.env);
