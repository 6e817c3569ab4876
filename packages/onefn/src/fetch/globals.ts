import { isStreaming, release } from "./body.js";
import { isArriving, isNative, tagOf } from "./content.js";
import { replaceGlobal } from "./identity.js";
import { rememberDecoded } from "./remade.js";
import { optionsOf, Request } from "./request.js";

/** Whether light Requests pass for native ones everywhere. */
export let installed = false;

/**
 * Puts the light Request in the place of the global one, and lets `fetch` take it: the native classes of Node 24
 * read private members of what they are given, so that nothing else can stand for a native Request there.
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
 * Lets `fetch` forward an incoming request, light or native: Node's own `fetch` throws at the headers of its connection.
 * See docs/decisions/forwarding.md.
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

/** What native fetch is given for a Request. Whole bodies go whole: a stream has no length, and goes only once. */
async function fetchArguments(request: Request): Promise<[url: string, init: RequestInit]> {
  const { url, method, headers, signal } = request;
  const streaming = isStreaming(request);
  let body = release(request);
  if (isNative(body)) body = streaming ? body.body : new Uint8Array(await body.arrayBuffer());
  else if (isArriving(body)) body = await body.bytes();
  // As bytes: a string would bring a content type of its own.
  else if (typeof body === "string") body = Buffer.from(body);
  return [url, { ...optionsOf(request), method, headers, signal, body } as RequestInit];
}

/** What is said of one connection and its framing. Node's fetch, which does both by itself, throws at the sight of it. */
const OF_A_CONNECTION = /^(?:connection|expect|keep-alive|transfer-encoding|upgrade)$/;

/**
 * The headers that can be sent on: those of a request that came in say, too, how it came in. A length is that of the
 * body; only for a stream nobody knows better. See docs/decisions/forwarding.md.
 */
function endToEnd(given: RequestInit["headers"], body: unknown): globalThis.Headers {
  const headers = new globalThis.Headers(given);
  if (!(Symbol.asyncIterator in Object(body))) headers.delete("content-length");
  for (const [name, value] of [...headers])
    if (OF_A_CONNECTION.test(name) && value !== "close") headers.delete(name);
  return headers;
}
