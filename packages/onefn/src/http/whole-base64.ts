import { HttpError, OnefnError } from "../errors.js";

/**
 * The bytes that a request's body in base64 was decoded to, where it is base64 as a whole: decoders skip what is none,
 * which would lose bytes in silence.
 *
 * @param place the package, such as `onefn/aws`.
 * @throws HttpError 400, with the code ONEFN_MALFORMED_EVENT in the log.
 */
export function wholeBase64<Bytes extends Uint8Array>(bytes: Bytes, base64: string, place: string): Bytes {
  if (bytes.length === sizeOf(base64)) return bytes;
  throw new HttpError(400, "Bad Request", {
    cause: new OnefnError(
      "ONEFN_MALFORMED_EVENT",
      `[${place}] The event's body is marked as base64 and is not. Check what calls the function.`,
    ),
  });
}

/** Bytes that base64 stands for. */
export function sizeOf(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.floor(((base64.length - padding) * 3) / 4);
}
