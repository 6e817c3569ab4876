import { announcedSize, errorResponse, type HttpCodec, passRequest, passResponse } from "onefn/provider";
import type { Invocation } from "../native.js";

/**
 * The Fetch standard as the Workers runtime speaks it. Requests and Responses pass as they are: a copy would lose what
 * theirs have beyond the standard, `webSocket`, `cf` and `encodeBody`.
 * @see https://developers.cloudflare.com/workers/runtime-apis/response/
 */
export const fetch: HttpCodec<Request, Response, Invocation> = {
  arity: "single",
  trigger: "fetch",
  matches: (native) => native instanceof Request,
  decode: passRequest,
  encode: (response, { signal }, encoding) => passResponse(response, encoding, signal),
  fail: errorResponse,
  bodySize: announcedSize,
};
