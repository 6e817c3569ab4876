/**
 * Netlify, played from outside: its network, and its runtimes around the adapter. It shares no code with the codecs.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { adapt } from "../adapt.js";
import { adapt as adaptV1 } from "../v1.js";
import type { NetlifyHost, Trigger } from "./host.js";
import { inProcess } from "./in-process.js";
import { createWire } from "./wire.js";

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
export type { Adapters } from "./in-process.js";
export { inProcess } from "./in-process.js";
export { asJson, type LambdaEvent, lambdaEvent } from "./lambda-event.js";

const TRIGGERS: readonly Trigger[] = ["functions", "edge-functions", "functions-v1"];

/**
 * Netlify's network before whatever runs the functions.
 *
 * @example
 * const simulator = createSimulator(inProcess({ adapt, adaptV1 }));
 */
export function createSimulator(host: NetlifyHost): Simulator {
  return { provider: "netlify", http: TRIGGERS.map((trigger) => createWire(trigger, host)), message: [] };
}

/** Netlify with its runtimes played in this process. */
export const simulator: Simulator = createSimulator(inProcess({ adapt, adaptV1 }));
