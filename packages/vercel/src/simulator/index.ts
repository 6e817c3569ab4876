/**
 * Simulates Vercel from outside: its proxy, and its runtimes' launchers around the adapter. It shares no code with
 * the codecs.
 * @packageDocumentation
 */
import { createTaskRequests, type Simulator } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt } from "../index.js";
import type { VercelHost } from "./host.js";
import { inProcess } from "./in-process.js";
import { createQueuesWire } from "./queues/wire.js";
import { createCronWire, createSchedulesWire } from "./schedules/wire.js";
import { createWire } from "./wire.js";

export type { RequestDetails, RequestWords, TaskRequestOptions } from "onefn/simulator";
export { taskRequest } from "onefn/simulator";
export type { HostOptions, Invocation, ProxiedRequest, VercelHost, VercelInstance } from "./host.js";
export type { VercelRequestOptions } from "./http-request.js";
export { vercelRequest } from "./http-request.js";
export type { MakeAdapted } from "./in-process.js";
export { inProcess } from "./in-process.js";
export type { QueueCall, QueuePushOptions, SimulatedQueues } from "./queues/service.js";
export { createQueues } from "./queues/service.js";
export type { VercelCronOptions, VercelScheduleOptions } from "./schedules/event.js";
export { vercelCron, vercelSchedule } from "./schedules/event.js";

/**
 * Vercel's proxy in front of whatever runs the functions.
 *
 * @example
 * const simulator = createSimulator(inProcess(adapt));
 */
export function createSimulator(host: VercelHost): Simulator {
  const node = createWire("node", host);
  return {
    provider: "vercel",
    wires: [
      node,
      createWire("edge", host),
      createQueuesWire(host),
      createCronWire(host),
      createSchedulesWire(host),
      createTaskRequests(node, capabilities.task ?? {}),
    ],
  };
}

/** Vercel with its runtimes simulated in this process. */
export const simulator: Simulator = createSimulator(inProcess(adapt));
