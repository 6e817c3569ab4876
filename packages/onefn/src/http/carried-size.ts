import { sizeOf } from "./whole-base64.js";

/** A request's body as JSON carries it: text, or bytes in base64. */
export interface CarriedBody {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/**
 * The size of a body for `bodySize` of an http codec, by the length of what carries it. A character of text has one to
 * three bytes: they are counted only where that leaves open on which side of the limit the body is.
 */
export function carriedSize({ body, isBase64Encoded }: CarriedBody, limit: number): number {
  if (!body) return 0;
  if (isBase64Encoded) return sizeOf(body);
  if (body.length > limit) return body.length;
  const most = body.length * 3;
  return most <= limit ? most : new TextEncoder().encode(body).length;
}
