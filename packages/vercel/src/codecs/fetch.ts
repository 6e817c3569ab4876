import {
  type AdaptOptions,
  absoluteUrl,
  announcedSize,
  type Decoding,
  errorResponse,
  type HttpCodec,
  limitBody,
  markingBroken,
  passRequest,
  passResponse,
} from "onefn/provider";
import type { VercelPlatform } from "../platform.js";
import { withOwnLength } from "./length.js";

/** Requests and responses of the Fetch standard, which all of Vercel's runtimes speak. */
export const fetch: HttpCodec<VercelPlatform, Response> = {
  arity: "single",
  trigger: "fetch",
  matches: isCall,
  decode,
  encode: (response, _, encoding) => passResponse(withOwnLength(response), encoding),
  fail: errorResponse,
  bodySize: ({ request }) => announcedSize(request),
};

/** A Node.js request, which is what a handler `(req, res)` is given, has headers of another kind. */
function isCall(native: unknown): native is VercelPlatform {
  const { request } = native as { readonly request?: Partial<Request> };
  return typeof request?.url === "string" && typeof request.headers?.get === "function";
}

function decode({ request, context }: VercelPlatform, decoding: Decoding): Request {
  const passed = passRequest(request, decoding, urlOf(request, decoding.options));
  if (context.deadline === undefined) return passed;
  const own = passed === request ? markingBroken(copyOf(request, decoding)) : passed;
  // Vercel's own signal knows nothing of the deadline. Made when it is read, since most handlers do not.
  return Object.defineProperty(own, "signal", { get: () => decoding.signal });
}

/** A Request made of another one has a body that is no byte stream any more, unless it is given one. */
function copyOf(request: Request, decoding: Decoding): Request {
  const { body } = request;
  if (!body) return new Request(request);
  const limited = limitBody(body as ReadableStream<Uint8Array>, () => decoding.bodyLimit);
  return new Request(request, { body: limited, duplex: "half" } as RequestInit);
}

/**
 * Vercel's launchers resolve a target that begins with two slashes against the host, which makes the client's next
 * word the host: the host that Vercel names counts, and the target stays a path.
 * @see https://github.com/vercel/vercel/blob/main/packages/node/src/bundling-handler.js
 */
function urlOf({ url, headers }: Request, { basePath }: AdaptOptions): string | undefined {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (!host || url.startsWith(`//${host}/`, url.indexOf(":") + 1)) return undefined;
  const { protocol, host: named, origin, href } = new URL(url);
  if (new URL(`${protocol}//${host}`).host === named) return undefined;
  const scheme = protocol === "http:" ? "http" : "https";
  return absoluteUrl(scheme, host, undefined, `//${named}${href.slice(origin.length)}`, basePath);
}
