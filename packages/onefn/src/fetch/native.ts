import { latin1 } from "./latin1.js";
import type { FetchRuntime, TakenBody } from "./runtime.js";
import type { RequestSource } from "./source.js";

export { headerEntries, takeBody, takeBuffered } from "./plain.js";

/** {@link FetchRuntime.createRequest} by the runtime's own Request. */
export function createRequest(source: RequestSource): Request {
  const { method } = source;
  // The standard lets nobody make a GET with a body.
  const body = method === "GET" || method === "HEAD" ? null : source.body();
  const headers = Array.from(source.headers(), ([name, value]): [string, string] => [name, latin1(value)]);
  const init = { method, headers, body, duplex: "half" };
  const signal = source.signal?.();
  return new Request(source.url(), (signal ? { ...init, signal } : init) as RequestInit);
}

/** {@link FetchRuntime.createResponse} by the runtime's own Response. */
export function createResponse(body: TakenBody, init?: ResponseInit): Response {
  return new Response(body as string | ReadableStream | null, init);
}

/** Nothing to do: the globals are the runtime's own. */
export function installGlobals(): void {}

/** Nothing to do: the globals are the runtime's own. */
export function installFast(): void {}
