import { OnefnError } from "onefn/provider";

/** The body of a result. */
export interface ResultBody {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const TEXT_TYPE = /^text\/|[/+](?:json|xml|javascript|yaml|x-ndjson|x-www-form-urlencoded)\b|charset=utf-?8/i;

/**
 * Text if the body is unencoded UTF-8 text, otherwise base64: JSON cannot carry other bytes. A REST API passes base64
 * on unchanged unless its binary media types say otherwise, so text should be sent as text.
 */
export function resultBody(
  body: string | Uint8Array | null,
  headers: Readonly<Record<string, string>>,
): ResultBody {
  if (body === null || body.length === 0) return EMPTY;
  const { "content-type": type, "content-encoding": encoding } = headers;
  const identity = !encoding || encoding === "identity";
  if (typeof body === "string") {
    return identity
      ? { body, isBase64Encoded: false }
      : { body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
  }
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = identity && type && TEXT_TYPE.test(type) && isUtf8(bytes);
  return text
    ? { body: bytes.toString("utf8"), isBase64Encoded: false }
    : { body: bytes.toString("base64"), isBase64Encoded: true };
}

function isUtf8(bytes: Uint8Array): boolean {
  // Imported here: an import statement costs half a millisecond of a cold start, because it collects the module's
  // exports.
  return process.getBuiltinModule("node:buffer").isUtf8(bytes);
}

const EMPTY: ResultBody = /* @__PURE__ */ Object.freeze({ body: "", isBase64Encoded: false });

/**
 * The maximum size of a buffered result, in bytes of JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const RESULT_LIMIT = 6_291_556;

/** JSON escapes a character with at most six. */
const WORST_ESCAPE = 6;
const HEAD_ROOM = 16_384;

/** Refuses a result that the provider would refuse with an obscure error. @throws OnefnError ONEFN_RESULT_TOO_LARGE */
export function withinLimit(result: object, { body, isBase64Encoded }: ResultBody, limit: number): void {
  const worst = isBase64Encoded ? body.length : body.length * WORST_ESCAPE;
  if (worst + HEAD_ROOM < limit) return;
  const size = Buffer.byteLength(JSON.stringify(result));
  if (size <= limit) return;
  throw new OnefnError(
    "ONEFN_RESULT_TOO_LARGE",
    `[onefn/aws] The response is ${size} bytes as Lambda carries it; the limit is ${limit}. ` +
      "Send less, stream it with stream(fn), or answer with a link to an object store.",
  );
}
