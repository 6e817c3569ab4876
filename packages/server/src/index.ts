/**
 * Runs http functions on Node, Bun and Deno servers and in containers.
 * @packageDocumentation
 */
import "#globals";

export type { AdaptOptions } from "onefn/provider";
export { adapt } from "./adapt.js";
export type { Adapted } from "./adapted.js";
export type { ServeOptions, Server } from "./serve.js";
export { serve } from "./serve.js";
export type { ShutdownOptions } from "./shutdown.js";
