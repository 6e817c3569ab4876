/**
 * Vercel, played from outside: its proxy, and its runtimes' launchers around the adapter. It shares no code with the
 * codecs.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { adapt } from "../adapt.js";
import type { VercelHost } from "./host.js";
import { inProcess } from "./in-process.js";
import { createWire } from "./wire.js";

export type { HostOptions, Invocation, ProxiedRequest, VercelHost, VercelInstance } from "./host.js";
export type { MakeAdapted } from "./in-process.js";
export { inProcess } from "./in-process.js";

/**
 * Vercel's proxy before whatever runs the functions.
 *
 * @example
 * const simulator = createSimulator(inProcess(adapt));
 */
export function createSimulator(host: VercelHost): Simulator {
  return { provider: "vercel", http: [createWire("node", host), createWire("edge", host)], message: [] };
}

/** Vercel with its runtimes played in this process. */
export const simulator: Simulator = createSimulator(inProcess(adapt));
