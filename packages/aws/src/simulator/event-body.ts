import { Buffer, isUtf8 } from "node:buffer";
import type { ClientRequest } from "./client-request.js";

/** The content types that a gateway passes on as text. */
export type IsText = (contentType: string) => boolean;

/**
 * Text as ALB and VPC Lattice document it. Function URLs and HTTP APIs behave the same.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const documentedText: IsText = (contentType) =>
  /^(?:text\/|application\/(?:json|javascript|xml)\b)/i.test(contentType);

/**
 * The body in an event. Bytes that are not UTF-8 are sent as base64, whatever their type says. AWS does not document
 * this; as text they would be silently lost.
 */
export function eventBody(
  request: ClientRequest,
  headers: Map<string, string[]>,
  isText: IsText,
): { readonly body: string; readonly isBase64Encoded: boolean } {
  const bytes = Buffer.from(request.body);
  const encoded = headers.has("content-encoding");
  const text = !encoded && isText(headers.get("content-type")?.[0] ?? "") && isUtf8(bytes);
  return { body: text ? bytes.toString("utf8") : asBase64(bytes, request), isBase64Encoded: !text };
}

/** Bytes as base64, or an invalid imitation of it. */
export function asBase64(bytes: Uint8Array, { brokenBase64 }: ClientRequest): string {
  return (brokenBase64 ? "%%%%" : "") + Buffer.from(bytes).toString("base64");
}
