/**
 * Runs http functions on Netlify: in Functions and in Edge Functions. `@onefn/netlify/v1` has the same `adapt` for
 * handlers in the style of AWS Lambda.
 * @packageDocumentation
 */
export type { AdaptOptions } from "onefn/provider";
export type { NetlifyHandler } from "./adapt.js";
export { adapt } from "./adapt.js";
export type {
  EventPlatform,
  FetchPlatform,
  NetlifyContext,
  NetlifyEvent,
  NetlifyEventContext,
  NetlifyPlatform,
} from "./platform.js";
export { isNetlify } from "./platform.js";
