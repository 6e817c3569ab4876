import type { ProxiedRequest } from "./host.js";

/** The methods that the Node.js launcher looks up, including those that `fetch` answers. */
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"];

/**
 * The Request that a runtime makes from the proxy's request; a Response if the runtime answers itself.
 * @see https://github.com/vercel/vercel/blob/main/packages/node/src/bundling-handler.js
 */
export function launch(runtime: "node" | "edge", proxied: ProxiedRequest): Request | Response {
  const { method, target, headers, body, signal } = proxied;
  if (runtime === "node" && !METHODS.includes(method)) {
    return new Response("Method Not Allowed", { status: 405 });
  }
  const host = headers.find(([name]) => name === "x-forwarded-host")?.[1] ?? "localhost";
  // The Node.js launcher resolves the target as a relative reference; the Edge runtime receives a whole URL.
  const url = runtime === "node" ? new URL(target, `https://${host}`) : `https://${host}${target}`;
  const init = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body: method === "GET" || method === "HEAD" ? null : body,
    ...(signal && { signal }),
  };
  return new Request(url, init as RequestInit);
}

/**
 * What a runtime writes for a Response. The Node.js launcher writes any Content-Length it is given, and the client
 * reads no further.
 */
export function written(runtime: "node" | "edge", response: Response): Response {
  const length = response.headers.get("content-length");
  if (runtime === "edge" || length === null || !response.body) return response;
  let left = Number(length);
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const piece = chunk.subarray(0, left);
      left -= piece.length;
      controller.enqueue(piece);
    },
  });
  return new Response((response.body as ReadableStream<Uint8Array>).pipeThrough(cut), response);
}
