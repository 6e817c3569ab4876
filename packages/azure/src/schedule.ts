/**
 * Schedules alone, by the timers of Azure Functions.
 * @packageDocumentation
 */
export type { Adapt, AzureMessageHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";
export { adapt } from "./schedule/timer.js";
