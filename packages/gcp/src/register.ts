/**
 * Registers functions by name with functions-framework. Only this entry loads it.
 * @packageDocumentation
 */
import { http } from "@google-cloud/functions-framework";
import type { Adaptable } from "onefn/provider";
import type { GcpFunction } from "./everything.js";
import { adapt } from "./index.js";
import type { GcpOptions } from "./options.js";

export type { GcpOptions } from "./options.js";

/**
 * Registers a function, or a record of them, under the name that is deployed as the target (`--entry-point`). The
 * signature is `http`, whatever the function was deployed with: events arrive as requests, which say more about them than
 * a CloudEvent does.
 *
 * @param name letters, digits, `-` and `_`, at most 63.
 * @throws OnefnError as `adapt` does.
 * @see https://github.com/GoogleCloudPlatform/functions-framework-nodejs#quickstart-hello-world-on-your-local-machine
 * @example
 * import { register } from "@onefn/gcp/register";
 * import { hello } from "./functions.js";
 * register("hello", hello);
 */
export function register<T>(
  name: string,
  functions: Adaptable<T, GcpFunction, "@onefn/gcp">,
  options?: GcpOptions,
): void {
  http(name, adapt(functions, options));
}
