import { adaptRequest, adaptResponse, announcedSize, type HttpCodec, parseTraceparent } from "onefn/provider";
import { authOf } from "../auth.js";
import { clientOf, geoOf } from "../client.js";
import { type Invocation, propertiesOf } from "../native.js";

/**
 * The Fetch standard as the Workers runtime implements it. Requests and Responses pass unchanged: a copy would lose
 * what they have beyond the standard, such as `webSocket`, `cf` and `encodeBody`.
 * @see https://developers.cloudflare.com/workers/runtime-apis/response/
 */
export const fetch: HttpCodec<Request, Response, Invocation> = {
  kind: "http",
  trigger: "fetch",
  matches: (native) => native instanceof Request,
  decode: adaptRequest,
  encode: (response, call) => adaptResponse(response, call, call.native.signal),
  bodySize: announcedSize,
  context: {
    region: (request) => propertiesOf(request).colo,
    /** @see https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/ */
    requestId: ({ headers }) => headers.get("cf-ray") ?? undefined,
    disconnect: ({ signal }) => signal,
    trace: ({ headers }) => parseTraceparent(headers.get("traceparent"), headers.get("tracestate")),
    client: (request, _, options) => ({ ip: clientOf(request, options), geo: geoOf(request) }),
    auth: authOf,
  },
};
