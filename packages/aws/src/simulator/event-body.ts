import { Buffer, isUtf8 } from "node:buffer";

/** Which content types a gateway hands over as text. */
export type IsText = (contentType: string) => boolean;

/**
 * Text as ALB and VPC Lattice document it; Function URLs and HTTP APIs behave alike.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const documentedText: IsText = (contentType) =>
  /^(?:text\/|application\/(?:json|javascript|xml)\b)/i.test(contentType);

/**
 * The body as an event carries it. Bytes that are no UTF-8 go as base64 whatever their type says, which AWS does not
 * document: as text they would be lost, and no function could tell.
 */
export function eventBody(
  body: Uint8Array,
  headers: Map<string, string[]>,
  isText: IsText,
): { readonly body: string; readonly isBase64Encoded: boolean } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const encoded = headers.has("content-encoding");
  const text = !encoded && isText(headers.get("content-type")?.[0] ?? "") && isUtf8(bytes);
  return { body: bytes.toString(text ? "utf8" : "base64"), isBase64Encoded: !text };
}
