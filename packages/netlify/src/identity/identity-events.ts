import type { IdentityFunction } from "onefn";
import {
  type Adaptable,
  createAdapter,
  identityKind,
  installFetch,
  type Pipeline,
  requestCalls,
  requestPipeline,
} from "onefn/provider";
import type { NetlifyHandler } from "../adapt.js";
import { fetch } from "../codecs/fetch.js";
import { identityEvents } from "../codecs/identity-events.js";
import { eventNetlify, type NetlifyEventOptions } from "../event-options.js";

export type { NetlifyHandler } from "../adapt.js";
export type { NetlifyEventOptions } from "../event-options.js";
export { netlifySignature } from "../signature.js";

/** Requests bring the events, and are no kind of function here. */
const pipelines: readonly Pipeline[] = /* @__PURE__ */ (() => [
  {
    ...requestPipeline([fetch], [], [], [requestCalls(identityKind, [identityEvents])]),
    kinds: ["identity"],
  },
])();

/**
 * Prepares identity functions for events of Netlify Identity: `signUp` is asked at `identity-validate`, and at
 * `identity-signup` when it is done; `signIn` at `identity-login`. Export it from a file with the name of the event. Do not
 * make it a background function: Identity takes the 202 of one for a yes.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * have the same moment, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else.
 * @see https://docs.netlify.com/build/functions/trigger-on-events/
 * @example
 * export default adapt(admit, { events: { verify: netlifySignature(process.env.IDENTITY_SECRET) }, timeout: 5_000 });
 */
export function adapt<T>(
  functions: Adaptable<T, IdentityFunction, "@onefn/netlify/identity/identity-events">,
  options: NetlifyEventOptions = {},
): NetlifyHandler {
  installFetch();
  const entry = "onefn/netlify/identity/identity-events";
  const handle = createAdapter(entry, eventNetlify, pipelines, functions, options);
  return async (request, context) => handle(request, context) as Promise<Response>;
}
