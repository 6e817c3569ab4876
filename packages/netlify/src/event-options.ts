import {
  type AdaptOptions,
  defineProvider,
  EVENTS,
  type EventOptions,
  type OptionChecks,
} from "onefn/provider";
import { netlify } from "./provider.js";

/** Options of an `adapt` whose events arrive as requests. */
export interface NetlifyEventOptions extends AdaptOptions, EventOptions {}

/** Functions on Netlify that take events. */
export const eventNetlify: typeof netlify = /* @__PURE__ */ defineProvider({
  ...netlify,
  options: { events: EVENTS } satisfies OptionChecks<NetlifyEventOptions, AdaptOptions>,
});
