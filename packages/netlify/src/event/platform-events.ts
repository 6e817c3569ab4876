import type { EventFunction } from "onefn";
import {
  type Adaptable,
  createAdapter,
  eventKind,
  installFetch,
  type Pipeline,
  requestPipeline,
} from "onefn/provider";
import type { NetlifyHandler } from "../adapt.js";
import { fetch } from "../codecs/fetch.js";
import { platformEvents } from "../codecs/platform-events.js";
import { eventNetlify, type NetlifyEventOptions } from "../event-options.js";

export type { NetlifyHandler } from "../adapt.js";
export type { NetlifyEventOptions } from "../event-options.js";
export { netlifySignature } from "../signature.js";

/** Requests bring the events, and are no kind of function here. */
const pipelines: readonly Pipeline[] = /* @__PURE__ */ (() => [
  { ...requestPipeline([fetch], [eventKind], [platformEvents]), kinds: ["event"] },
])();

/**
 * Prepares event functions for Netlify's events of deploys and forms, by `type`: `com.netlify.deploy_succeeded`,
 * `com.netlify.submission_created` and so on.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * have the same filters, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else.
 * @see https://docs.netlify.com/build/functions/trigger-on-events/
 * @example
 * export default adapt(deployed, { events: { verify: sharedSecret({ query: "secret" }, process.env.HOOK_SECRET) } });
 */
export function adapt<T>(
  functions: Adaptable<T, EventFunction, "@onefn/netlify/event/platform-events">,
  options: NetlifyEventOptions = {},
): NetlifyHandler {
  installFetch();
  const handle = createAdapter(
    "onefn/netlify/event/platform-events",
    eventNetlify,
    pipelines,
    functions,
    options,
  );
  return async (request, context) => handle(request, context) as Promise<Response>;
}
