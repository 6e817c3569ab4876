import { isStreaming, release } from "./body.js";
import { isArriving, isNative } from "./content.js";
import { replaceGlobal } from "./identity.js";
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
  const nativeFetch = globalThis.fetch;
  replaceGlobal("Request", Request);
  globalThis.fetch = async function fetch(input, init) {
    if (!optionsOf(input)) return nativeFetch(input, init);
    return nativeFetch(...(await fetchArguments(new Request(input, init))));
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
