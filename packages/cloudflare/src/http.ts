/**
 * Runs http functions on Cloudflare Workers, for bundles without the other kinds.
 * @packageDocumentation
 */
import type { HttpFunction } from "onefn";
import type { Adaptable } from "onefn/provider";
import { bind, fetchOver } from "./adapt.js";
import type { CloudflareOptions } from "./options.js";
import { http } from "./pipelines.js";
import type { Worker } from "./worker.js";

export type { ExecutionContext } from "./native.js";
export type { CloudflareOptions } from "./options.js";
export type { Worker } from "./worker.js";

/** `adapt` for http functions only. See `adapt` of `@onefn/cloudflare`. */
export function adapt<T>(
  functions: Adaptable<T, HttpFunction, "@onefn/cloudflare/http">,
  options: CloudflareOptions = {},
): Worker<"http"> {
  return { fetch: fetchOver(bind([http], functions, options), options) };
}
