import { type IncomingMessage, request as open } from "node:http";
import { Readable } from "node:stream";
import type { HostRequest } from "./kestrel.js";
import { canSend, refusal } from "./reply.js";

/** Headers of one connection, which are not forwarded. */
const CONNECTION = /^(connection|keep-alive|transfer-encoding|upgrade|te|proxy-.+)$/;

/**
 * Forwards a request to the worker's own server, as the host does in stream mode.
 *
 * @param signal aborted when the client has gone; the host then closes this connection too.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Http/DefaultHttpProxyService.cs
 */
export async function forward(
  { method, host, path, search, headers, body, contentLength }: HostRequest,
  invocationId: string,
  to: string,
  signal: AbortSignal,
): Promise<Response> {
  const kept = [...headers].filter(([name]) => !CONNECTION.test(name) && !REPLACED.test(name));
  const outgoing = open({
    ...address(to),
    method,
    path: path + search,
    agent: false,
    signal,
    headers: [
      ...kept,
      ["host", new URL(to).host],
      ["x-forwarded-host", host],
      ["x-forwarded-proto", "https"],
      ["x-ms-invocation-id", invocationId],
      ...(contentLength === undefined ? [["transfer-encoding", "chunked"]] : []),
    ].flatMap(([name = "", value = ""]) => [name, value]),
  });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on("response", resolve).on("error", reject);
  });
  outgoing.end(body);
  return toResponse(await response, method);
}

const REPLACED = /^(host|x-forwarded-host|x-forwarded-proto|x-ms-invocation-id)$/;

function address(to: string): { readonly hostname: string; readonly port: string } {
  const { hostname, port } = new URL(to);
  return { hostname, port };
}

function toResponse(incoming: IncomingMessage, method: string): Response {
  const headers = new Headers();
  const { rawHeaders, statusCode: status = 500 } = incoming;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    if (!canSend(rawHeaders[index + 1] as string)) return refusal(502);
    if (!CONNECTION.test(name) && name !== "x-ms-invocation-id") {
      headers.append(name, rawHeaders[index + 1] as string);
    }
  }
  const bodiless = method === "HEAD" || [204, 205, 304].includes(status);
  if (bodiless) incoming.resume();
  const body = bodiless ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Response(body, { status, headers });
}
