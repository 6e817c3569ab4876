import { collect } from "./collect.js";
import { isStream } from "./content.js";
import * as globals from "./globals.js";
import { getHeader } from "./header-list.js";
import { isEndToEnd } from "./hop-by-hop.js";
import { native } from "./native.js";
import { isDecoded as isDecodedHere } from "./remade.js";
import { requestOver } from "./request.js";
import { Response as LightResponse } from "./response.js";
import { toHead } from "./response-init.js";
import type { FetchRuntime } from "./runtime.js";
import { LIST, RELEASE, type Sendable, type Sent } from "./sendable.js";
import { SHARED } from "./shared.js";

const light: FetchRuntime = {
  createRequest(source) {
    // Before the globals understand it, a light Request would fail in the middle of somebody's code.
    return globals.installed ? (requestOver(source) as unknown as Request) : native.createRequest(source);
  },
  createResponse(body, init, type) {
    if (typeof body !== "string")
      return new LightResponse(body, toHead(init, body && type)) as unknown as Response;
    const head = toHead(init, type ?? "text/plain;charset=UTF-8");
    return new LightResponse(body.toWellFormed(), head) as unknown as Response;
  },
  headerEntries(response, each) {
    const list = (response as Partial<Sendable>)[LIST]?.();
    if (!list) return native.headerEntries(response, each);
    const connection = getHeader(list, "connection");
    for (let index = 0; index < list.length; index += 2) {
      const name = list[index] as string;
      if (isEndToEnd(name, connection)) each(name, list[index + 1] as string);
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

/** Some bundlers resolve for Node what they build for another runtime, as Netlify's does for its edge functions. */
const isNode = !("Deno" in globalThis || "Bun" in globalThis);

const shared = globalThis as { [SHARED]?: FetchRuntime };
shared[SHARED] ??= isNode ? light : native;

const first = shared[SHARED];

/** {@link FetchRuntime.createRequest}: light once the globals understand it, else Node's own. */
export const createRequest: FetchRuntime["createRequest"] = first.createRequest;

/** {@link FetchRuntime.createResponse}, light. */
export const createResponse: FetchRuntime["createResponse"] = first.createResponse;

/** {@link FetchRuntime.headerEntries} of a light Response, without Headers in between, or of any other. */
export const headerEntries: FetchRuntime["headerEntries"] = first.headerEntries;

/** {@link FetchRuntime.takeBody} of a light Response, as it was given, or of any other. */
export const takeBody: FetchRuntime["takeBody"] = first.takeBody;

/** {@link FetchRuntime.takeBuffered} of a light Response, at once unless it is a stream, or of any other. */
export const takeBuffered: FetchRuntime["takeBuffered"] = first.takeBuffered;

/** {@link FetchRuntime.isDecoded} */
export const isDecoded: FetchRuntime["isDecoded"] = first.isDecoded;

/** {@link FetchRuntime.installGlobals}, once in a process. */
export const installGlobals: FetchRuntime["installGlobals"] = first.installGlobals;

/** {@link FetchRuntime.installFetch}, once in a process. */
export const installFetch: FetchRuntime["installFetch"] = first.installFetch;

/** What a light Response holds; the native one, where it holds that, or is one. */
function released(response: Response): Sent {
  const light = response as Partial<Sendable>;
  return light[RELEASE] ? light[RELEASE]() : response;
}

/** Any implementation's: it holds its body itself. */
function isResponse(content: Sent): content is Response {
  return typeof content === "object" && content !== null && "arrayBuffer" in content;
}
