/**
 * Simulates Azure Functions from outside: App Service's front end and the Functions host in front of the real
 * `@azure/functions`.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { createAdapt } from "../adapt.js";
import { createStream } from "../stream.js";
import { createBlobWire } from "./blob/wire.js";
import { createCosmosWire } from "./cosmos/wire.js";
import { createActivityWire } from "./durable-activity/wire.js";
import { createEntraWires } from "./entra/wires.js";
import { createEventGridWire, createStorageEventsWire } from "./event-grid/wires.js";
import { createEventHubWire } from "./event-hub/wire.js";
import { createHttpWire } from "./http-wire.js";
import { inProcess } from "./in-process.js";
import { createKafkaWire } from "./kafka/wire.js";
import { createServiceBusWire } from "./service-bus/wire.js";
import { createSettledWire } from "./service-bus-settled/wire.js";
import { createSqlWire } from "./sql/wire.js";
import { createStorageQueueWire } from "./storage-queue/wire.js";
import { createTimerWire } from "./timer/wire.js";
import type { WorkerHost } from "./worker.js";

export type { MessageWords, RequestDetails, RequestWords } from "onefn/simulator";
export { createAdapt } from "../adapt.js";
export type { Adapt, AzureHandler, AzureMessageHandler, AzureTaskHandler } from "../bind.js";
export { createStream } from "../stream.js";
export type { BlobEventOptions, BlobWords } from "./blob/event.js";
export { blob } from "./blob/event.js";
export type { TriggeredEvent } from "./called-event.js";
export type { ChangeWords, CosmosEventOptions } from "./cosmos/event.js";
export { cosmos } from "./cosmos/event.js";
export type { DurableActivityEventOptions } from "./durable-activity/event.js";
export { durableActivity } from "./durable-activity/event.js";
export type { EntraOptions, EntraRequest } from "./entra/request.js";
export { entra } from "./entra/request.js";
export type { EventGridEventOptions, EventWords } from "./event-grid/event.js";
export { eventGrid } from "./event-grid/event.js";
export type { EventHubEventOptions } from "./event-hub/event.js";
export { eventHub } from "./event-hub/event.js";
export type { AzureCall } from "./http-request.js";
export { httpRequest } from "./http-request.js";
export type { Adapter } from "./in-process.js";
export { inProcess } from "./in-process.js";
export type { KafkaEventOptions } from "./kafka/event.js";
export { kafka } from "./kafka/event.js";
export type { ServiceBusEventOptions } from "./service-bus/event.js";
export { serviceBus } from "./service-bus/event.js";
export type { SettledEventOptions } from "./service-bus-settled/event.js";
export { settledServiceBus } from "./service-bus-settled/event.js";
export type { SqlEventOptions } from "./sql/event.js";
export { sql } from "./sql/event.js";
export type { StorageQueueEventOptions } from "./storage-queue/event.js";
export { storageQueue } from "./storage-queue/event.js";
export type { TimerEventOptions, TimerWords } from "./timer/event.js";
export { timer } from "./timer/event.js";
export type {
  LockedMessage,
  Long,
  Registration,
  RpcCookie,
  RpcData,
  RpcInvocation,
  RpcOutcome,
  RpcRequest,
  RpcResult,
  RpcTriggering,
  Sending,
  SettledHow,
  Settling,
  TriggerPlace,
  Worker,
  WorkerHost,
  WorkerOptions,
} from "./worker.js";

/**
 * Azure's host in front of whatever runs the functions.
 *
 * @example
 * const simulator = createSimulator(inProcess({ createAdapt, createStream }));
 */
export function createSimulator(workers: WorkerHost): Simulator {
  const http = createHttpWire("http", workers);
  return {
    provider: "azure",
    wires: [
      http,
      createHttpWire("http-stream", workers),
      createServiceBusWire("service-bus", workers),
      createServiceBusWire("service-bus-batch", workers),
      createSettledWire("service-bus-settled", workers),
      createSettledWire("service-bus-settled-sessions", workers),
      createStorageQueueWire(workers),
      createEventHubWire("event-hub", workers),
      createEventHubWire("event-hub-batch", workers),
      createKafkaWire("kafka", workers),
      createKafkaWire("kafka-batch", workers),
      createTimerWire(workers),
      createBlobWire(workers),
      createCosmosWire("cosmos", workers),
      createCosmosWire("cosmos-all-versions", workers),
      createSqlWire(workers),
      createEventGridWire(workers),
      createStorageEventsWire(workers),
      createActivityWire(workers),
      ...createEntraWires(http),
    ],
  };
}

/** Azure Functions with the library in this process. */
export const simulator: Simulator = createSimulator(inProcess({ createAdapt, createStream }));
