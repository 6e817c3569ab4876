import {
  createRequest,
  discardBody,
  errorResponse,
  type HttpCodec,
  parseTraceparent,
  takeBuffered,
} from "onefn/provider";
import { authOf } from "../auth.js";
import { clientIp } from "../client.js";
import type { AzureRequest, AzureResult, Invocation } from "../native.js";
import { AzureSource, bodySize } from "./request.js";
import { readHead, resultOf } from "./response.js";

/** The library's request, told by its shape: it is of no class that could be asked for without loading the library. */
function isRequest(native: unknown): native is AzureRequest {
  if (typeof native !== "object" || native === null) return false;
  const { method, url, headers, arrayBuffer } = native as Partial<AzureRequest>;
  return (
    typeof method === "string" &&
    typeof url === "string" &&
    typeof arrayBuffer === "function" &&
    typeof headers?.get === "function"
  );
}

/** HTTP, with answers in one piece. */
export const http: HttpCodec<AzureRequest, AzureResult, Invocation> = {
  arity: "single",
  trigger: "http",
  matches: isRequest,
  decode: (request, decoding) => createRequest(new AzureSource(request, decoding)),
  encode(response, request) {
    const head = readHead(response, request);
    const body = request.method === "HEAD" ? discardBody(response) : takeBuffered(response);
    return body instanceof Promise ? body.then((bytes) => resultOf(head, bytes)) : resultOf(head, body);
  },
  fail: (error, request, encoding) => http.encode(errorResponse(error), request, encoding),
  bodySize,
  context: {
    trace: ({ headers }, { context: { traceContext } }) =>
      parseTraceparent(traceContext?.traceParent, traceContext?.traceState) ??
      parseTraceparent(headers.get("traceparent"), headers.get("tracestate")),
    client: (request, { env }, { trustedProxies }) => ({
      ip: clientIp(request, env, trustedProxies),
      geo: undefined,
    }),
    auth: (request, { env }) => authOf(request, env),
  },
};
