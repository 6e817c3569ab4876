import { isStreaming, release } from "./body.js";
import { isArriving, isNative, tagOf } from "./content.js";
import { rememberDecoded } from "./decoded.js";
import { replaceGlobal } from "./identity.js";
import { optionsOf, Request } from "./request.js";

/** Whether light Requests are accepted everywhere as native ones. */
export let installed = false;

/**
 * Replaces the global Request with the light one, and makes `fetch` accept it. The native classes of Node 24 read
 * private members of their arguments, so nothing else can stand in for a native Request.
 */
export function installGlobals(): void {
  if (installed || process.env.ONEFN_GLOBALS === "off") return;
  installed = true;
  replaceGlobal("Request", Request);
  installFetch();
}

/** Whether {@link installFetch} has run. */
let forwarding = false;

/**
 * Makes `fetch` forward an incoming request, light or native. Node's own throws at connection headers. See
 * docs/decisions/forwarding.md.
 */
export function installFetch(): void {
  if (forwarding || process.env.ONEFN_GLOBALS === "off") return;
  forwarding = true;
  const nativeFetch = globalThis.fetch;
  globalThis.fetch = async function fetch(input, init) {
    const isOurs = optionsOf(input) || tagOf(init) === "Request";
    const [to, options] = isOurs ? await fetchArguments(new Request(input, init)) : [input, init];
    const native = tagOf(to) === "Request" ? (to as globalThis.Request) : undefined;
    const headers = options?.headers ?? native?.headers;
    const sent = headers && { ...options, headers: endToEnd(headers, options?.body ?? native?.body) };
    return rememberDecoded(await nativeFetch(to, sent ?? options));
  };
}

/** The arguments of native fetch for a Request. Whole bodies stay whole: a stream has no length and goes only once. */
async function fetchArguments(request: Request): Promise<[url: string, init: RequestInit]> {
  const { url, method, headers, signal } = request;
  const streaming = isStreaming(request);
  let body = release(request);
  if (isNative(body)) body = streaming ? body.body : new Uint8Array(await body.arrayBuffer());
  else if (isArriving(body)) body = await body.bytes();
  // As bytes, because a string would add a content type.
  else if (typeof body === "string") body = Buffer.from(body);
  return [url, { ...optionsOf(request), method, headers, signal, body } as RequestInit];
}

/** Headers about one connection and its framing. Node's fetch handles both itself, and throws at these. */
const OF_A_CONNECTION = /^(?:connection|expect|keep-alive|transfer-encoding|upgrade)$/;

/**
 * The headers that can be forwarded. Those of an incoming request also describe how it came in. The length is that of
 * the body; the given one counts only for a stream. See docs/decisions/forwarding.md.
 */
function endToEnd(given: RequestInit["headers"], body: unknown): globalThis.Headers {
  const headers = new globalThis.Headers(given);
  if (!(Symbol.asyncIterator in Object(body))) headers.delete("content-length");
  for (const [name, value] of [...headers])
    if (OF_A_CONNECTION.test(name) && value !== "close") headers.delete(name);
  return headers;
}
