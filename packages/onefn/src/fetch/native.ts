import { arrivedHeaders } from "./arrived.js";
import { collect } from "./collect.js";
import { isDecodedBy } from "./decoded.js";
import { isLeaving } from "./leaving-headers.js";
import type { FetchRuntime, TakenBody } from "./runtime.js";
import type { RequestSource } from "./source.js";

/** {@link FetchRuntime.createRequest} with the runtime's own Request. */
export function createRequest(source: RequestSource): Request {
  const { method } = source;
  const headers = arrivedHeaders(source);
  // The standard does not allow a GET with a body.
  const body = method === "GET" || method === "HEAD" ? null : toBodyInit(source.body());
  const init = { method, headers, body, duplex: "half" };
  const signal = source.signal?.();
  return new Request(source.url(), (signal ? { ...init, signal } : init) as RequestInit);
}

/** {@link FetchRuntime.createResponse} with the runtime's own Response. */
export function createResponse(body: TakenBody, init?: ResponseInit, type?: string): Response {
  let headers = init?.headers;
  if (type !== undefined) {
    headers = new Headers(headers);
    if (!headers.has("content-type")) headers.set("content-type", type);
  }
  return new Response(body as string | ReadableStream | null, { ...init, ...(headers && { headers }) });
}

/** {@link FetchRuntime.headerEntries} for any Response. A ponyfill's keeps the case of names. */
export function headerEntries(response: Response, each: (name: string, value: string) => void): void {
  const { headers } = response;
  const connection = headers.get("connection");
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (key !== "set-cookie") {
      if (isLeaving(key, connection, response)) each(key, value);
    } else if (!headers.getSetCookie) throw new TypeError(COOKIES_JOINED);
  }
  for (const cookie of headers.getSetCookie?.() ?? []) each("set-cookie", cookie);
}

const COOKIES_JOINED = "The Response's Headers have no getSetCookie. Return the runtime's own Response.";

/** {@link FetchRuntime.takeBody} for any Response. A ponyfill's body may be another kind of stream. */
export function takeBody(response: Response): ReadableStream<Uint8Array> | null {
  const { body, bodyUsed } = response;
  if (bodyUsed || body?.locked) {
    throw new TypeError("The Response's body was already read. Send a clone, or read one.");
  }
  return body === null || body instanceof ReadableStream ? body : ReadableStream.from<Uint8Array>(body);
}

/** {@link FetchRuntime.takeBuffered} for any Response. */
export function takeBuffered(response: Response): null | Promise<Uint8Array> {
  const body = takeBody(response);
  return body && collect(body);
}

/**
 * {@link FetchRuntime.isDecoded}. Only Workers forward an unread body unchanged.
 * @see https://developers.cloudflare.com/workers/runtime-apis/web-standards/#navigatoruseragent
 */
export function isDecoded(response: Response): boolean {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } };
  const isWorkers = navigator?.userAgent === "Cloudflare-Workers";
  return !isWorkers && isDecodedBy(() => "Bun" in globalThis, response);
}

/** A no-op: the globals are the runtime's own. */
export function installGlobals(): void {}

/** A no-op: these runtimes forward requests themselves, or are left as they are. */
export function installFetch(): void {}

/** A no-op: the globals are the runtime's own. */
export function installFast(): void {}

/** The runtime's own classes, as one value. */
export const native: FetchRuntime = {
  createRequest,
  createResponse,
  headerEntries,
  takeBody,
  takeBuffered,
  isDecoded,
  installGlobals,
  installFetch,
};

/** As bytes, because a string would add a content type. */
function toBodyInit(body: ReturnType<RequestSource["body"]>) {
  if (typeof body === "string") return new TextEncoder().encode(body);
  return body && "bytes" in body ? body.stream() : body;
}
