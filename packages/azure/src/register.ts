/**
 * Registers functions with `@azure/functions`. Only this entry loads it.
 * @packageDocumentation
 */
import { app, type HttpMethod } from "@azure/functions";
import { type AnyFunction, type HttpFunction, isOnefnFunction } from "onefn";
import {
  ADAPT_OPTIONS,
  type Adaptable,
  type AdaptOptions,
  checkOptions,
  type OptionChecks,
} from "onefn/provider";
import { adapt, stream } from "./index.js";
import { toRoute } from "./route.js";

/** Options of {@link register}: those of `adapt`, and those of the trigger. */
export interface RegisterOptions extends AdaptOptions {
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
  route: [(value) => typeof value === "string", "a text"],
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

/**
 * Registers one http function, or a record of them that is routed by `path` and `methods`, as one function of the app.
 *
 * @param name the function's name on Azure.
 * @throws OnefnError as `adapt` does.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-http-webhook-trigger
 * @example
 * import { register } from "@onefn/azure/register";
 * import { hello } from "./functions.js";
 * register("hello", hello, { basePath: "/api" });
 */
export function register<T>(
  name: string,
  functions: Adaptable<T, HttpFunction, "@onefn/azure">,
  registerOptions: RegisterOptions = {},
): void {
  checkOptions("[onefn/azure] register", registerOptions, REGISTER_OPTIONS);
  const { route, authLevel = "anonymous", stream: streams = false, ...options } = registerOptions;
  if (streams) app.setup({ enableHttpStream: true });
  const handler = (streams ? stream : adapt)(functions, options);
  app.http(name, { methods: METHODS, authLevel, route: route ?? toRoute(pathOf(functions)), handler });
}

/** The path of a single http function; undefined for several. */
function pathOf(functions: unknown): string | undefined {
  return isOnefnFunction(functions) ? (functions as AnyFunction as HttpFunction).trigger.path : undefined;
}
