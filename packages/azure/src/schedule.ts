/**
 * Only schedules, which timers of Azure Functions run.
 * @packageDocumentation
 */
export type { Adapt, AzureMessageHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";
export { adapt } from "./schedule/timer.js";
