import { createRequest, type HttpCodec, parseTraceparent, takeBuffered } from "onefn/provider";
import { authOf } from "../auth.js";
import { clientIp } from "../client.js";
import type { AzureRequest, AzureResult, Invocation } from "../native.js";
import { AzureSource, bodySize } from "./request.js";
import { readHead, resultOf } from "./response.js";

/** Recognises the library's request by its shape: its class is only available by loading the library. */
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

/** HTTP with buffered responses. */
export const http: HttpCodec<AzureRequest, AzureResult, Invocation> = {
  kind: "http",
  trigger: "http",
  matches: isRequest,
  decode: (request, decoding) => createRequest(new AzureSource(request, decoding)),
  method: (request) => request.method,
  encode(response) {
    const head = readHead(response);
    const body = takeBuffered(response);
    return body instanceof Promise ? body.then((bytes) => resultOf(head, bytes)) : resultOf(head, body);
  },
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
