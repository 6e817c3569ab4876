/** Simulates the outside of a server: real requests over real loopback connections. @packageDocumentation */
import {
  createHttpDeployment,
  createTaskRequests,
  type HttpDeployment,
  type HttpOptions,
  type HttpWire,
  type Load,
  type MessageWire,
  type Simulator,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { send } from "./client.js";
import { changes, events, messages, notifications } from "./cloudevents/senders.js";
import { type CloudEventsWay, createCloudEventsWire } from "./cloudevents/wire.js";
import { createDaprWire } from "./dapr/wire.js";
import { createEventGridWire } from "./event-grid/wire.js";
import { createGoogleWires } from "./google.js";
import type { ServerHost } from "./host.js";
import { inProcess } from "./in-process.js";
import { createKafkaPollWire } from "./kafka/wire.js";
import { type PollHost, pollsInProcess } from "./poll/host.js";
import { createRabbitmqPollWire } from "./rabbitmq/wire.js";
import { createSchedulesHost, type ScheduleHost } from "./schedule/host.js";
import { createSchedulesWire } from "./schedule/wire.js";
import { createSqsPollWire } from "./sqs/wire.js";
import { createTransformWire } from "./transform/wire.js";

export type { MessageWords, TaskRequestOptions } from "onefn/simulator";
export { taskRequest } from "onefn/simulator";
export type { Answered, HeaderLine, Sending, Sent } from "./client.js";
export { send } from "./client.js";
export type { CloudTaskOptions, DispatchedTask } from "./cloud-tasks/task.js";
export { cloudTask } from "./cloud-tasks/task.js";
export type { CloudEventDocument, CloudEventOptions } from "./cloudevents/event.js";
export { cloudEvent } from "./cloudevents/event.js";
export { inBatchedMode, inBinaryMode, inStructuredMode } from "./cloudevents/modes.js";
export type { DaprBulkMessage, DaprMessage, DaprOrigin } from "./dapr/event.js";
export { daprBulk, daprMessage } from "./dapr/event.js";
export type { EventGridDocument, EventWords } from "./event-grid/event.js";
export { eventGridPush } from "./event-grid/event.js";
export { createGoogleWires, type GoogleWay, type GoogleWires } from "./google.js";
export type { HostOptions, RunningServer, ServerHost } from "./host.js";
export { inProcess } from "./in-process.js";
export type { PollHost, RunningPoller, RunningPollers } from "./poll/host.js";
export { pollsInProcess } from "./poll/host.js";
export type { PubsubPushOptions, PushedMessage } from "./pubsub/delivery.js";
export { pubsubPush } from "./pubsub/delivery.js";
export type { UnwrappedPush } from "./pubsub/unwrapped.js";
export { pubsubPushUnwrapped } from "./pubsub/unwrapped.js";
export { createPubsubWire, type Envelope, type PubsubWay } from "./pubsub/wire.js";
export { type Answer, asJson } from "./push.js";
export { type Receiver, type Receiving, startReceiver } from "./receiver.js";
export type { RunningTicks, ScheduleHost } from "./schedule/host.js";
export { createSchedulesHost } from "./schedule/host.js";
export type { TransformRequestOptions } from "./transform/request.js";
export { transformRequest } from "./transform/request.js";
export { createTransformRequests, type TransformWay } from "./transform/wire.js";

/** An address from the range reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/** How a request reaches the adapter: `serve` on Node, or the Fetch handler on Bun, Deno and other servers. */
export type ServerTrigger = "node" | "fetch";

/**
 * A simulator whose server runs in `host`.
 *
 * @param trigger what the host's server is. Default: `"node"`.
 * @param polls what runs pollers. Default: there are none.
 * @param schedules what runs schedules. Default: there are none.
 */
export function createSimulator(
  host: ServerHost,
  trigger: ServerTrigger = "node",
  polls?: PollHost,
  schedules?: ScheduleHost,
): Simulator {
  const wire: HttpWire = {
    kind: "http",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: {
      reason: "A server writes its answer to a connection, and the runtime refuses what HTTP does not allow.",
    },
    identities: [],
    carriesEvents: true,
    deploy: (load, options = {}) => deploy(host, trigger, load, options),
  };
  const start: ServerHost["start"] = (load, options) => host.start(load, options);
  const google = createGoogleWires({ from: "onefn/server", capabilities, start });
  const cloudEvents = (
    [
      ["cloudevents", "binary"],
      ["cloudevents-structured", "structured"],
      ["cloudevents-batch", "batched"],
    ] as const
  ).map(([trigger, mode]) =>
    createCloudEventsWire({ trigger, mode, capabilities: capabilities[trigger] ?? {}, start }, messages),
  );
  const inAnEvent = (trigger: string): CloudEventsWay => ({
    trigger,
    mode: "binary",
    capabilities: capabilities[trigger] ?? {},
    start,
  });
  const dapr = (["dapr", "dapr-bulk"] as const).map((trigger) =>
    createDaprWire({ trigger, capabilities: capabilities[trigger] ?? {}, start }),
  );
  const eventGrid = createEventGridWire({ capabilities: capabilities["event-grid"] ?? {}, start });
  return {
    provider: "server",
    wires: [
      wire,
      google.pubsubPush,
      google.pubsubPushUnwrapped,
      google.cloudTasks,
      ...cloudEvents,
      createCloudEventsWire(inAnEvent("cloudevents-any"), events),
      createCloudEventsWire(inAnEvent("cloudevents-storage"), notifications),
      createCloudEventsWire(inAnEvent("cloudevents-change"), changes),
      ...dapr,
      eventGrid,
      createTaskRequests(wire, capabilities.task ?? {}),
      createTransformWire(wire, capabilities.transform ?? {}),
      ...(polls ? pollWires(polls) : []),
      ...(schedules ? [createSchedulesWire(schedules)] : []),
    ],
  };
}

/** What `poll` fetches from. */
function pollWires(polls: PollHost): readonly MessageWire[] {
  return [
    createSqsPollWire("sqs-poll", polls),
    createSqsPollWire("sqs-poll-fifo", polls),
    createRabbitmqPollWire(polls),
    createKafkaPollWire(polls),
  ];
}

/** `serve`, `poll` and `runSchedules` on Node, in this process. */
export const simulator: Simulator = createSimulator(inProcess, "node", pollsInProcess, createSchedulesHost());

async function deploy(
  host: ServerHost,
  trigger: ServerTrigger,
  load: Load,
  options: HttpOptions,
): Promise<HttpDeployment> {
  const running = await host.start(load, options);
  return createHttpDeployment({
    trigger,
    running,
    tap: options.tap,
    answer: (request, caller, tell) =>
      send({
        request,
        caller,
        to: running.url,
        connected: (localPort) => running.connected?.(localPort, caller.ip ?? DEFAULT_IP),
        answered: (nativeEvent, nativeResult, output) => tell({ nativeEvent, nativeResult, output }),
      }),
  });
}
