/**
 * Runs http functions of onefn on Azure Functions, by the programming model v4.
 * @packageDocumentation
 */
import "#globals";
import { createAdapt } from "./adapt.js";
import type { Adapt } from "./bind.js";
import { createStream } from "./stream.js";

export type { AdaptOptions } from "onefn/provider";
export type { Adapt, AzureHandler } from "./bind.js";
export type { AzureCookie, AzureResult } from "./native.js";
export type { AzureContext, AzurePlatform, AzureRequest } from "./platform.js";
export { isAzure } from "./platform.js";

/**
 * Makes a handler for `app.http` of one http function, or of a record of them, which is routed by `path` and
 * `methods`. `register` of `@onefn/azure/register` calls `app.http` too.
 *
 * Answers leave in one piece. Azure's URLs begin with a route prefix: give it as `basePath`, or take it away by
 * `"extensions": { "http": { "routePrefix": "" } }` in host.json. Work given to `waitUntil` is awaited before the
 * answer.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, ONEFN_NOT_A_FUNCTION for anything else. An invocation that is no http request is
 * ONEFN_UNKNOWN_EVENT.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-trigger
 * @example
 * import { app } from "@azure/functions";
 * import { adapt } from "@onefn/azure";
 * import { hello } from "./functions.js";
 * app.http("hello", { route: "hello/{name}", handler: adapt(hello, { basePath: "/api" }) });
 */
export const adapt: Adapt = /* @__PURE__ */ createAdapt(() => process.env);

/**
 * As {@link adapt}, with answers that leave piece by piece. The app has to be set up for it:
 * `app.setup({ enableHttpStream: true })`. A stream that fails half-way ends early, and is logged: Azure has no way to
 * tell the client.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-streams
 * @example
 * app.setup({ enableHttpStream: true });
 * app.http("report", { handler: stream(report) });
 */
export const stream: Adapt = /* @__PURE__ */ createStream(() => process.env);
