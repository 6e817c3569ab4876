import { malformedEvent } from "./malformed-event.js";

/** A request's body as JSON carries it: text, or bytes in base64. */
export interface CarriedBody {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/**
 * What a carried body stands for: bytes, or text for its UTF-8 bytes; null where there is none.
 *
 * @param toBytes decodes base64. It may skip what is none: that would lose bytes in silence, and is noticed here.
 * @param place the package, such as `onefn/aws`.
 * @throws HttpError 400, with the code ONEFN_MALFORMED_EVENT in the log, where it is no text or no base64 as a whole.
 */
export function carriedBody<Bytes extends Uint8Array>(
  { body, isBase64Encoded }: CarriedBody,
  toBytes: (base64: string) => Bytes,
  place: string,
): Bytes | string | null {
  if (body === undefined || body === null || body === "") return null;
  if (typeof body !== "string") throw malformedEvent(place, "The event's body is no text.");
  if (!isBase64Encoded) return body;
  const bytes = toBytes(body);
  if (bytes.length === sizeOfBase64(body)) return bytes;
  throw malformedEvent(place, "The event's body is marked as base64 and is not.");
}

/**
 * The size of a body for `bodySize` of an http codec, by the length of what carries it. A character of text has one to
 * three bytes: they are counted only where that leaves open on which side of the limit the body is.
 */
export function carriedSize({ body, isBase64Encoded }: CarriedBody, limit: number): number {
  // What is no text is refused by whoever reads it.
  if (typeof body !== "string") return 0;
  if (isBase64Encoded) return sizeOfBase64(body);
  if (body.length > limit) return body.length;
  const most = body.length * 3;
  return most <= limit ? most : new TextEncoder().encode(body).length;
}

/** Bytes that base64 stands for. */
function sizeOfBase64(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.floor(((base64.length - padding) * 3) / 4);
}
