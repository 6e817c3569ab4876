import { collect } from "./collect.js";
import { isStream } from "./content.js";
import { isDecoded as isDecodedHere } from "./decoded.js";
import * as globals from "./globals.js";
import { getHeader } from "./header-list.js";
import { SHARED } from "./identity.js";
import { isLeaving } from "./leaving-headers.js";
import { native } from "./native.js";
import { requestOver } from "./request.js";
import { Response as LightResponse } from "./response.js";
import { checkResponse, LIST, RELEASE, type Sendable, type Sent } from "./response-parts.js";
import type { FetchRuntime } from "./runtime.js";

const light: FetchRuntime = {
  createRequest(source) {
    // Until the globals accept it, a light Request would fail inside other code.
    return globals.installed ? (requestOver(source) as unknown as Request) : native.createRequest(source);
  },
  createResponse(body, init, type) {
    if (typeof body !== "string")
      return new LightResponse(body, checkResponse(init, body && type)) as unknown as Response;
    const head = checkResponse(init, type ?? "text/plain;charset=UTF-8");
    return new LightResponse(body.toWellFormed(), head) as unknown as Response;
  },
  headerEntries(response, each) {
    const list = (response as Partial<Sendable>)[LIST]?.();
    if (!list) return native.headerEntries(response, each);
    const connection = getHeader(list, "connection");
    for (let index = 0; index < list.length; index += 2) {
      const name = list[index] as string;
      if (isLeaving(name, connection, response)) each(name, list[index + 1] as string);
    }
  },
  takeBody(response) {
    const content = released(response);
    return isResponse(content) ? native.takeBody(content) : content;
  },
  takeBuffered(response) {
    const content = released(response);
    if (isResponse(content)) return native.takeBuffered(content);
    return isStream(content) ? collect(content) : content;
  },
  isDecoded: isDecodedHere,
  installGlobals: globals.installGlobals,
  installFetch: globals.installFetch,
};

/** Some bundlers use the `node` condition for another runtime, as Netlify's does for edge functions. */
const isNode = !("Deno" in globalThis || "Bun" in globalThis);

const shared = globalThis as { [SHARED]?: FetchRuntime };
shared[SHARED] ??= isNode ? light : native;

const first = shared[SHARED];

/** {@link FetchRuntime.createRequest}: light once the globals accept it, otherwise Node's own. */
export const createRequest: FetchRuntime["createRequest"] = first.createRequest;

/** {@link FetchRuntime.createResponse}, light. */
export const createResponse: FetchRuntime["createResponse"] = first.createResponse;

/** {@link FetchRuntime.headerEntries}: directly from a light Response, or of any other. */
export const headerEntries: FetchRuntime["headerEntries"] = first.headerEntries;

/** {@link FetchRuntime.takeBody}: as it was given to a light Response, or of any other. */
export const takeBody: FetchRuntime["takeBody"] = first.takeBody;

/** {@link FetchRuntime.takeBuffered}: at once for a light Response without a stream, or of any other. */
export const takeBuffered: FetchRuntime["takeBuffered"] = first.takeBuffered;

/** {@link FetchRuntime.isDecoded} */
export const isDecoded: FetchRuntime["isDecoded"] = first.isDecoded;

/** {@link FetchRuntime.installGlobals}, once in a process. */
export const installGlobals: FetchRuntime["installGlobals"] = first.installGlobals;

/** {@link FetchRuntime.installFetch}, once in a process. */
export const installFetch: FetchRuntime["installFetch"] = first.installFetch;

/** What a light Response holds, or the native Response itself. */
function released(response: Response): Sent {
  const light = response as Partial<Sendable>;
  return light[RELEASE] ? light[RELEASE]() : response;
}

/** Any implementation's Response, which holds its own body. */
function isResponse(content: Sent): content is Response {
  return typeof content === "object" && content !== null && "arrayBuffer" in content;
}
