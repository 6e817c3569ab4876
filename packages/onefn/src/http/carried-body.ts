import { malformedEvent } from "./error-response.js";

/** A request body in JSON: text, or bytes in base64. */
export interface CarriedBody {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/**
 * The decoded body: bytes, or text that stands for its UTF-8 bytes; null if there is none.
 *
 * @param toBytes decodes base64. It may skip invalid characters: the lost bytes are detected here.
 * @param place the package, such as `onefn/aws`.
 * @throws HttpError 400, with the code ONEFN_MALFORMED_EVENT in the log, if the body is neither text nor valid
 * base64.
 */
export function carriedBody<Bytes extends Uint8Array>(
  { body, isBase64Encoded }: CarriedBody,
  toBytes: (base64: string) => Bytes,
  place: string,
): Bytes | string | null {
  if (body === undefined || body === null || body === "") return null;
  if (typeof body !== "string") throw malformedEvent(place, "The event's body is not text.");
  if (!isBase64Encoded) return body;
  const bytes = toBytes(body);
  if (bytes.length === sizeOfBase64(body)) return bytes;
  throw malformedEvent(place, "The event's body is marked as base64 but is not.");
}

/**
 * The size of a body for `bodySize` of an HTTP codec, from the length of its text. A character takes one to three
 * bytes: they are counted only if the length alone does not decide which side of the limit the body is on.
 */
export function carriedSize({ body, isBase64Encoded }: CarriedBody, limit: number): number {
  // A body that is not text is refused when it is read.
  if (typeof body !== "string") return 0;
  if (isBase64Encoded) return sizeOfBase64(body);
  if (body.length > limit) return body.length;
  const most = body.length * 3;
  return most <= limit ? most : new TextEncoder().encode(body).length;
}

/** The number of bytes that base64 stands for. */
function sizeOfBase64(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.floor(((base64.length - padding) * 3) / 4);
}
