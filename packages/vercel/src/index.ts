/**
 * Runs http functions on Vercel, in its Node.js and its Edge runtime.
 * @packageDocumentation
 */
export type { AdaptOptions } from "onefn/provider";
export type { Adapted } from "./adapt.js";
export { adapt } from "./adapt.js";
export type { VercelContext, VercelPlatform } from "./platform.js";
export { isVercel } from "./platform.js";
