/**
 * Registers functions with `@azure/functions`, which is loaded by this entry alone.
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

/** Options of {@link register}: those of `adapt`, and what Azure is told of the trigger. */
export interface RegisterOptions extends AdaptOptions {
  /**
   * The route below the app's prefix, as Azure writes it: `orders/{id}`. Default: the function's `path`; everything
   * for a record of functions, and for a function without a path.
   */
  readonly route?: string | undefined;
  /** The key that callers have to send. Default: `"anonymous"`, none. */
  readonly authLevel?: "anonymous" | "function" | "admin" | undefined;
  /**
   * Answers leave piece by piece. This switches `enableHttpStream` on for the whole app, so it belongs to its start.
   * Default: false.
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
 * Every method that a Request can have, so not TRACE and CONNECT, which the library fails on; which of them a function
 * takes is for its `methods` to say.
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

/** The path of one http function; several have none in common. */
function pathOf(functions: unknown): string | undefined {
  return isOnefnFunction(functions) ? (functions as AnyFunction as HttpFunction).trigger.path : undefined;
}
