/**
 * Plays Azure Functions from outside: App Service's front end and the Functions host before the real `@azure/functions`.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { createAdapt } from "../adapt.js";
import { capabilities } from "../capabilities.js";
import { createStream } from "../stream.js";
import { createHttpWire } from "./http-wire.js";
import { inProcess } from "./in-process.js";
import type { WorkerHost } from "./worker.js";

export { createAdapt } from "../adapt.js";
export type { Adapt, AzureHandler } from "../bind.js";
export { createStream } from "../stream.js";
export type { Adapter } from "./in-process.js";
export { inProcess } from "./in-process.js";
export type {
  RpcCookie,
  RpcInvocation,
  RpcRequest,
  RpcResult,
  Worker,
  WorkerHost,
  WorkerOptions,
} from "./worker.js";

/**
 * Azure's host before whatever runs the functions.
 *
 * @example
 * const simulator = createSimulator(inProcess({ createAdapt, createStream }));
 */
export function createSimulator(workers: WorkerHost): Simulator {
  return {
    provider: "azure",
    http: (["http", "http-stream"] as const).map((trigger) =>
      createHttpWire(trigger, workers, capabilities[trigger] ?? {}),
    ),
    message: [],
  };
}

/** Azure Functions with the library in this process. */
export const simulator: Simulator = createSimulator(inProcess({ createAdapt, createStream }));
