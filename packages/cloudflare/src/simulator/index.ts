/** Simulates Cloudflare: its network in front of a Worker, and the Workers runtime around it. @packageDocumentation */
import {
  createHttpDeployment,
  type HttpDeployment,
  type HttpOptions,
  type HttpWire,
  type LimitedRuntime,
  type Load,
  type Simulator,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { arrive } from "./edge.js";
import type { WorkerHost } from "./host.js";
import { identities } from "./identities.js";
import { inProcess } from "./in-process.js";
import { createQueuesWire } from "./queues/wire.js";
import { createR2Wire } from "./r2/wire.js";
import { createRpcWire } from "./rpc-wire.js";
import { createScheduledWire } from "./scheduled.js";

export type { RequestDetails, RequestWords } from "onefn/simulator";
export type { AccessIdentity, Arrival, HeaderLine } from "./arrival.js";
export type { CronWords } from "./event.js";
export { cron } from "./event.js";
export type {
  CronAnswer,
  CronEvent,
  HostOptions,
  QueueAnswer,
  QueueEvent,
  RpcAnswer,
  RpcFailure,
  RunningWorker,
  WorkerHost,
} from "./host.js";
export { fetchRequest } from "./http-request.js";
export type { Adapter, TaskAdapter } from "./in-process.js";
export { inProcess } from "./in-process.js";
export type { QueuedMessage, QueueResult } from "./queues/batch.js";
export type { QueueBatchOptions, QueueWords, SimulatedBatch } from "./queues/event.js";
export { queue } from "./queues/event.js";
export type { NotificationWords, R2BatchOptions } from "./r2/event.js";
export { r2 } from "./r2/event.js";

/** A Worker without the flag `nodejs_compat`, which the adapter does not need. */
const runtime: LimitedRuntime = {
  name: "workerd",
  modules: [],
  globals: [],
  conditions: ["workerd", "worker", "browser"],
  source: "https://developers.cloudflare.com/workers/runtime-apis/nodejs/",
};

/** A simulator whose Worker runs in `host`. */
export function createSimulator(host: WorkerHost): Simulator {
  const fetch: HttpWire = {
    kind: "http",
    shape: "call",
    trigger: "fetch",
    capabilities: capabilities.fetch,
    result: { reason: "A Worker answers with a Response, whose class refuses what HTTP does not allow." },
    identities,
    deploy: (load, options = {}) => deploy(host, load, options),
  };
  return {
    provider: "cloudflare",
    wires: [
      fetch,
      createQueuesWire(host),
      createR2Wire(host),
      createScheduledWire(host),
      createRpcWire(host),
    ].map((wire) => ({ ...wire, runtime })),
  };
}

/** A Worker in this process: Node's own Request and Response, adjusted to match the Workers runtime. */
export const simulator: Simulator = createSimulator(inProcess());

async function deploy(host: WorkerHost, load: Load, options: HttpOptions): Promise<HttpDeployment> {
  const { adapt, timeout, clock } = options;
  const running = await host.start(load, { adapt, timeout, clock });
  return createHttpDeployment({
    trigger: "fetch",
    running,
    tap: options.tap,
    async answer(request, caller, tell) {
      const arrival = await arrive(request, caller);
      return arrival instanceof Response ? arrival : running.dispatch(arrival, tell);
    },
  });
}
