import { take } from "./body.js";
import { bytesOf, Content, isBlob } from "./content.js";
import * as globals from "./globals.js";
import * as plain from "./plain.js";
import { Request, requestOver } from "./request.js";
import { Response, responseHeaders } from "./response.js";
import type { FetchRuntime } from "./runtime.js";

const light: FetchRuntime = {
  createRequest(source) {
    const request = requestOver(source);
    if (globals.installed) return request as unknown as globalThis.Request;
    return new globalThis.Request(...globals.fetchArguments(new Request(request)));
  },
  createResponse(body, init) {
    const content = body instanceof Uint8Array ? new Content(body) : body;
    return new Response(content, init) as unknown as globalThis.Response;
  },
  headerEntries(response, each) {
    const list = responseHeaders(response);
    if (!list) return plain.headerEntries(response, each);
    for (let index = 0; index < list.length; index += 2)
      each(list[index] as string, list[index + 1] as string);
  },
  takeBody(response) {
    if (!responseHeaders(response)) return plain.takeBody(response);
    const source = take(response as unknown as Response);
    return isBlob(source) ? source.stream() : source;
  },
  takeBuffered(response) {
    if (!responseHeaders(response)) return plain.takeBuffered(response);
    const source = take(response as unknown as Response);
    return source === null || typeof source === "string" || source instanceof Uint8Array
      ? source
      : bytesOf(source);
  },
  installGlobals: globals.installGlobals,
  installFast: globals.installFast,
};

/**
 * The first copy in a process serves all: an ESM and a CommonJS copy must understand each other's objects, and
 * replace the globals once. Who changes what is shared here changes the symbol.
 */
const shared = ((globalThis as Record<symbol, unknown>)[Symbol.for("onefn.fetch")] ??= light) as FetchRuntime;

export const {
  createRequest,
  createResponse,
  headerEntries,
  takeBody,
  takeBuffered,
  installGlobals,
  installFast,
} = shared;
