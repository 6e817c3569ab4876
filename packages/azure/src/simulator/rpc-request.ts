import { randomBytes, randomUUID } from "node:crypto";
import type { HostRequest } from "./kestrel.js";
import type { RpcInvocation, RpcRequest } from "./worker.js";

/**
 * What the host tells its worker about a request. A body without an announced length is not read.
 * @see
 * https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
 */
export function toInvocation(request: HostRequest): RpcInvocation {
  const { headers, path } = request;
  return {
    invocationId: randomUUID(),
    http: toRpcRequest(request),
    triggerMetadata: {
      Headers: { json: JSON.stringify(Object.fromEntries(headers)) },
      path: { string: path.slice(1) },
    },
    traceContext: traceOf(headers.get("traceparent"), headers.get("tracestate")),
  };
}

function toRpcRequest({ method, host, path, search, headers, body, contentLength }: HostRequest): RpcRequest {
  return {
    method,
    url: `https://${host}${path}${search}`,
    nullableHeaders: nullable([...headers]),
    nullableQuery: nullable([...new URLSearchParams(search)]),
    nullableParams: nullable([["path", path.slice(1)]]),
    ...(contentLength && { body: { bytes: body } }),
  };
}

/** The values of a repeated key are joined by commas. */
function nullable(entries: readonly (readonly [string, string])[]): RpcRequest["nullableHeaders"] {
  const map: Record<string, { value: string }> = Object.create(null);
  for (const [name, value] of entries) {
    const before = map[name]?.value;
    map[name] = { value: before === undefined ? value : `${before},${value}` };
  }
  return map;
}

const TRACEPARENT = /^00-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})$/;

/** The host's own span in the client's trace, or in a new one. */
function traceOf(traceparent = "", traceState = ""): RpcInvocation["traceContext"] {
  const [, traceId = randomBytes(16).toString("hex"), flags = "00"] = TRACEPARENT.exec(traceparent) ?? [];
  return { traceParent: `00-${traceId}-${randomBytes(8).toString("hex")}-${flags}`, traceState };
}
