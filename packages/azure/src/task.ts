/**
 * Tasks alone, as activities of Durable Functions.
 * @packageDocumentation
 */
export type { Adapt, AzureTaskHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";
export { adapt } from "./task/durable-activity.js";
