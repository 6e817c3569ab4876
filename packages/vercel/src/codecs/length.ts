import { createResponse, takeBody } from "onefn/provider";

/**
 * A Response whose Content-Length is that of its body. Vercel's launchers for Node.js write the one that a handler
 * gives, and clients read no further. Where the size is not at hand, as that of a stream, it is the handler's word.
 *
 * @see https://github.com/vercel/vercel/blob/main/packages/node/src/bundling-handler.js
 */
export function withOwnLength(response: Response): Response {
  if (response.bodyUsed || !response.headers.has("content-length")) return response;
  const body = takeBody(response);
  // A native Response, and one without a body, can still be sent as they are.
  if (!response.bodyUsed) return response;
  const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  if (content instanceof Uint8Array) headers.set("content-length", `${content.length}`);
  return createResponse(content, { status, statusText, headers });
}
