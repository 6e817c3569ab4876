/**
 * Registers functions with `@azure/functions`. Only this entry loads it.
 * @packageDocumentation
 */
import { app, type HttpMethod } from "@azure/functions";
import { type AnyFunction, type HttpFunction, isOnefnFunction } from "onefn";
import { ADAPT_OPTIONS, type Adaptable, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt, stream } from "./http.js";
import { AZURE_OPTIONS, type AzureOptions } from "./options.js";
import { toRoute } from "./route.js";
import type { TriggerBinding } from "./trigger-binding.js";

export type { BlobOptions } from "./bindings/blob.js";
export { blob } from "./bindings/blob.js";
export type { CosmosOptions } from "./bindings/cosmos.js";
export { cosmos } from "./bindings/cosmos.js";
export { durableActivity } from "./bindings/durable-activity.js";
export type { EntraOptions } from "./bindings/entra.js";
export { entra } from "./bindings/entra.js";
export type { EventGridOptions } from "./bindings/event-grid.js";
export { eventGrid } from "./bindings/event-grid.js";
export type { EventHubOptions } from "./bindings/event-hub.js";
export { eventHub } from "./bindings/event-hub.js";
export type { KafkaOptions } from "./bindings/kafka.js";
export { kafka } from "./bindings/kafka.js";
export type { RetryPolicy } from "./bindings/retry-policy.js";
export type { ServiceBusOptions } from "./bindings/service-bus.js";
export { serviceBus } from "./bindings/service-bus.js";
export type { SqlOptions } from "./bindings/sql.js";
export { sql } from "./bindings/sql.js";
export type { StorageQueueOptions } from "./bindings/storage-queue.js";
export { storageQueue } from "./bindings/storage-queue.js";
export type { TimerOptions } from "./bindings/timer.js";
export { timer } from "./bindings/timer.js";
export type { AzureOptions } from "./options.js";
export type { TriggerBinding } from "./trigger-binding.js";

/** Options of {@link register} for HTTP functions: those of `adapt`, and those of the trigger. */
export interface RegisterOptions extends Omit<AzureOptions, "events"> {
  /**
   * The route below the app's prefix, in Azure's notation: `orders/{id}`. Default: the function's `path`; every path for
   * a record of functions and for a function without a path.
   */
  readonly route?: string | undefined;
  /** The key that callers must send. Default: `"anonymous"`, none. */
  readonly authLevel?: "anonymous" | "function" | "admin" | undefined;
  /**
   * Streams answers. This enables `enableHttpStream` for the whole app, so call it when the app starts. Default: false.
   */
  readonly stream?: boolean | undefined;
}

const REGISTER_OPTIONS = {
  ...ADAPT_OPTIONS,
  ...AZURE_OPTIONS,
  route: [(value) => typeof value === "string", "a string"],
  authLevel: [
    (value) => ["anonymous", "function", "admin"].includes(value as string),
    '"anonymous", "function" or "admin"',
  ],
  stream: [(value) => typeof value === "boolean", "true or false"],
} satisfies OptionChecks<RegisterOptions>;

/**
 * Every method that a Request can have. The library fails on TRACE and CONNECT. A function's `methods` narrow them.
 */
const METHODS: HttpMethod[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Where functions of the kinds `F` are registered, for the text of errors. */
type Place<F extends AnyFunction> = [F] extends [HttpFunction]
  ? "@onefn/azure without a trigger"
  : "This trigger of @onefn/azure";

/**
 * Registers one function, or a record of them, as one function of the app. HTTP functions of a record are routed by
 * `path` and `methods`.
 *
 * @param name the function's name on Azure.
 * @param trigger what triggers it, such as {@link serviceBus}; or options, for HTTP functions.
 * @param options those of `adapt`, if there is a trigger.
 * @throws OnefnError as `adapt` does.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-http-webhook-trigger
 * @example
 * import { register, serviceBus } from "@onefn/azure/register";
 * import { hello, orders } from "./functions.js";
 * register("hello", hello, { basePath: "/api" });
 * register("orders", orders, serviceBus({ connection: "SERVICE_BUS" }));
 */
export function register<T, F extends AnyFunction = HttpFunction>(
  name: string,
  functions: Adaptable<T, NoInfer<F>, Place<F>>,
  trigger: RegisterOptions | TriggerBinding<F> = {},
  options: AzureOptions = {},
): void {
  if (isTrigger(trigger)) {
    trigger.connect(name, functions as F, options);
  } else {
    checkOptions("[onefn/azure] register", trigger, REGISTER_OPTIONS);
    const { route, authLevel = "anonymous", stream: streams = false, ...others } = trigger;
    if (streams) app.setup({ enableHttpStream: true });
    const handler = (streams ? stream : adapt)(functions as HttpFunction, others);
    app.http(name, { methods: METHODS, authLevel, route: route ?? toRoute(pathOf(functions)), handler });
  }
}

function isTrigger<F extends AnyFunction>(
  trigger: RegisterOptions | TriggerBinding<F>,
): trigger is TriggerBinding<F> {
  return (trigger as Partial<TriggerBinding<F>> | null)?.connect !== undefined;
}

/** The path of a single HTTP function; undefined for several. */
function pathOf(functions: unknown): string | undefined {
  return isOnefnFunction(functions) ? (functions as AnyFunction as HttpFunction).trigger.path : undefined;
}
