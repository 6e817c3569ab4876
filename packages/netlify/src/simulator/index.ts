/**
 * Simulates Netlify from outside: its network, and its runtimes around the adapter. It shares no code with the
 * codecs.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { adapt } from "../adapt.js";
import { adapt as adaptEvents } from "../event/platform-events.js";
import { adapt as adaptIdentity } from "../identity/identity-events.js";
import { adapt as adaptScheduled } from "../schedule/scheduled-functions.js";
import { adapt as adaptBackground } from "../task/background-functions.js";
import { adapt as adaptV1 } from "../v1.js";
import { createBackgroundWire } from "./background/wire.js";
import { createEventsWire } from "./events/wire.js";
import type { NetlifyHost, Trigger } from "./host.js";
import { createIdentityWire } from "./identity/wire.js";
import { inProcess } from "./in-process.js";
import { createScheduledWire } from "./scheduled/wire.js";
import { createWire } from "./wire.js";
import { type WorkloadHost, workloadsInProcess } from "./workloads/host.js";
import { createWorkloadsWire } from "./workloads/wire.js";

export type { RequestDetails, RequestWords } from "onefn/simulator";
export { type NetlifyBackgroundOptions, netlifyBackground } from "./background/call.js";
export type {
  Arrival,
  HostOptions,
  Invocation,
  Invoked,
  NetlifyHost,
  NetlifyInstance,
  Trigger,
} from "./host.js";
export { MalformedResult } from "./host.js";
export type { NetlifyCall, NetlifyHttpOptions } from "./http-request.js";
export { netlifyRequest, netlifyV1Event } from "./http-request.js";
export { type NetlifyIdentityOptions, netlifyIdentity } from "./identity/event.js";
export type { Adapters } from "./in-process.js";
export { inProcess } from "./in-process.js";
export { asJson, type LambdaEvent, lambdaEvent } from "./lambda-event.js";
export type {
  NetlifyRequestOptions,
  NetlifyScheduleOptions,
} from "./scheduled/event.js";
export { netlifyEvent, netlifySchedule } from "./scheduled/event.js";
export { type WorkloadEventOptions, workloadEvent } from "./workloads/event.js";
export type { BindWorkloads, HandledEvent, RunningWorkloads, WorkloadHost } from "./workloads/host.js";
export { workloadsInProcess } from "./workloads/host.js";
export type { WorkloadResult } from "./workloads/library.js";

const TRIGGERS: readonly Trigger[] = ["functions", "edge-functions", "functions-v1"];

/**
 * Simulates Netlify in front of whatever runs the functions.
 *
 * @param host runs http functions.
 * @param workloads runs message functions.
 * @param schedules runs schedule functions.
 * @param background runs tasks.
 * @param identity runs identity functions.
 * @param events runs event functions.
 * @example
 * const simulator = createSimulator(inProcess({ adapt, adaptV1 }));
 */
export function createSimulator(
  host: NetlifyHost,
  workloads: WorkloadHost = workloadsInProcess(),
  schedules: NetlifyHost = inProcess({ adapt: adaptScheduled, adaptV1 }),
  background: NetlifyHost = inProcess({ adapt: adaptBackground, adaptV1 }),
  identity: NetlifyHost = inProcess({ adapt: adaptIdentity, adaptV1 }),
  events: NetlifyHost = inProcess({ adapt: adaptEvents, adaptV1 }),
): Simulator {
  return {
    provider: "netlify",
    wires: [
      ...TRIGGERS.map((trigger) => createWire(trigger, host)),
      createWorkloadsWire(workloads),
      createScheduledWire(schedules),
      createBackgroundWire(background),
      createIdentityWire(identity),
      createEventsWire(events),
    ],
  };
}

/** Netlify with its runtimes simulated in this process. */
export const simulator: Simulator = createSimulator(inProcess({ adapt, adaptV1 }));
