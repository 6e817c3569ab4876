/**
 * Runs message functions in a process that fetches the messages itself, from SQS, RabbitMQ or Kafka.
 * @packageDocumentation
 */
export type { AdaptOptions } from "onefn/provider";
export type { Pollable } from "./poll/adapt.js";
export { adapt } from "./poll/adapt.js";
export type { Fetched } from "./poll/fetched.js";
export type { HealthOptions } from "./poll/health.js";
export type { MetricsOptions, PollMetrics } from "./poll/metrics.js";
export type { PolledPlatform } from "./poll/platform.js";
export type { Poller, PollOptions } from "./poll/poll.js";
export { poll } from "./poll/poll.js";
export type { Fetching, Polling, PollSource } from "./poll/source.js";
export type { ShutdownOptions } from "./shutdown.js";
