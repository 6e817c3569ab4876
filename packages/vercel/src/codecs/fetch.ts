import {
  type AdaptOptions,
  absoluteUrl,
  adaptRequest,
  adaptResponse,
  announcedSize,
  type Call,
  createResponse,
  type HttpCodec,
  limitBody,
  markingBroken,
  takeBody,
} from "onefn/provider";
import type { VercelPlatform } from "../platform.js";

/** Requests and Responses of the Fetch standard, which all of Vercel's runtimes use. */
export const fetch: HttpCodec<VercelPlatform, Response> = {
  kind: "http",
  trigger: "fetch",
  matches: isCall,
  decode,
  encode: (response, call) => adaptResponse(withOwnLength(response), call),
  bodySize: ({ request }) => announcedSize(request),
};

/** The headers of a Node.js request, which a `(req, res)` handler receives, are a plain object. */
function isCall(native: unknown): native is VercelPlatform {
  const { request } = native as { readonly request?: Partial<Request> };
  return typeof request?.url === "string" && typeof request.headers?.get === "function";
}

function decode({ request, context }: VercelPlatform, decoding: Call): Request {
  const passed = adaptRequest(request, decoding, urlOf(request, decoding.options));
  if (context.deadline === undefined) return passed;
  const own = passed === request ? markingBroken(copyOf(request, decoding)) : passed;
  // Vercel's own signal ignores the deadline. Created on first read, because most handlers do not use it.
  return Object.defineProperty(own, "signal", { get: () => decoding.signal });
}

/** The body of a Request made from another one is not a byte stream, unless it is given one. */
function copyOf(request: Request, decoding: Call): Request {
  const { body } = request;
  if (!body) return new Request(request);
  const limited = limitBody(body as ReadableStream<Uint8Array>, () => decoding.bodyLimit);
  return new Request(request, { body: limited, duplex: "half" } as RequestInit);
}

/**
 * Vercel's launchers resolve a target with two leading slashes against the host, so that the client's first segment
 * becomes the host. Here, the host is the one that Vercel names, and the target stays a path.
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

/**
 * A Response with its real Content-Length. Vercel's Node.js launchers write the handler's, and clients read no
 * further. If the size is not known, as for a stream, the handler's stays.
 *
 * @see https://github.com/vercel/vercel/blob/main/packages/node/src/bundling-handler.js
 */
function withOwnLength(response: Response): Response {
  if (response.bodyUsed || !response.headers.has("content-length")) return response;
  const body = takeBody(response);
  // A native Response, or one without a body, can still be sent unchanged.
  if (!response.bodyUsed) return response;
  const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  if (content instanceof Uint8Array) headers.set("content-length", `${content.length}`);
  return createResponse(content, { status, statusText, headers });
}
