/**
 * Runs http functions on Cloudflare Workers.
 * @packageDocumentation
 */

export { adapt } from "./adapt.js";
export type { ExecutionContext } from "./native.js";
export type { CloudflareOptions } from "./options.js";
export type { Worker } from "./worker.js";
