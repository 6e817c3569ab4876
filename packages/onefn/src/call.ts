/**
 * Calls tasks, with the types that they have. `@onefn/aws/call` and `@onefn/cloudflare/call` have more targets.
 * @packageDocumentation
 */
export type { Callable, Caller, CallOptions } from "./calling/call.js";
export { call } from "./calling/call.js";
export type { EndpointOptions, Fetch } from "./calling/endpoint.js";
export { endpoint } from "./calling/endpoint.js";
export type { ToldFailure } from "./calling/failure.js";
export { callFailure, namedFailure } from "./calling/failure.js";
export { inProcess } from "./calling/in-process.js";
export type { CallInput, CallOutput, Checkable, Json } from "./calling/json-types.js";
export type { CalledTask, CallTarget, OutgoingCall } from "./calling/target.js";
