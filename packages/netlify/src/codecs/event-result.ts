import { Buffer, isUtf8 } from "node:buffer";
import { createRecord, discardBody, headerEntries, OnefnError, takeBuffered } from "onefn/provider";
import type { NetlifyEvent } from "../platform.js";

/** What a handler in the style of AWS Lambda gives back. */
export interface NetlifyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: { readonly "set-cookie": readonly string[] };
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** Bytes that a result may have as JSON. @see https://docs.netlify.com/build/functions/configuration */
const RESULT_LIMIT = 6_291_556;

/** Puts head and body together once the body is read; only a stream has to be waited for. */
export function encode(
  response: Response,
  { httpMethod }: NetlifyEvent,
): NetlifyResult | Promise<NetlifyResult> {
  const headers = createRecord();
  const cookies: string[] = [];
  headerEntries(response, (name, value) => {
    if (name === "set-cookie") cookies.push(value);
    // Netlify counts the body. An answer to HEAD may say how long it would be.
    else if (name !== "content-length" || httpMethod === "HEAD") headers[name] = value;
  });
  const finish = (bytes: string | Uint8Array | null) =>
    withinLimit({
      statusCode: response.status,
      headers,
      ...(cookies.length > 0 && { multiValueHeaders: { "set-cookie": cookies } as const }),
      ...carried(bytes, headers),
    });
  const body = httpMethod === "HEAD" ? discardBody(response) : takeBuffered(response);
  return body instanceof Promise ? body.then(finish) : finish(body);
}

const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** Text where it is UTF-8 text in identity encoding, base64 for everything else: JSON carries no other bytes. */
function carried(
  content: string | Uint8Array | null,
  headers: Readonly<Record<string, string>>,
): Pick<NetlifyResult, "body" | "isBase64Encoded"> {
  if (content === null || content.length === 0) return { body: "", isBase64Encoded: false };
  const plain = (headers["content-encoding"] ?? "identity") === "identity";
  if (plain && typeof content === "string") return { body: content, isBase64Encoded: false };
  const bytes =
    typeof content === "string"
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = plain && TEXT_TYPE.test(headers["content-type"] ?? "") && isUtf8(bytes);
  return { body: bytes.toString(text ? "utf8" : "base64"), isBase64Encoded: !text };
}

/** Refuses a result that Netlify would refuse with an error that names neither cause nor cure. */
function withinLimit(result: NetlifyResult): NetlifyResult {
  // JSON makes six characters of one at most.
  if (result.body.length * 6 + 16_384 < RESULT_LIMIT) return result;
  const size = Buffer.byteLength(JSON.stringify(result));
  if (size <= RESULT_LIMIT) return result;
  throw new OnefnError(
    "ONEFN_RESULT_TOO_LARGE",
    `[onefn/netlify/v1] The response is ${size} bytes as Netlify carries it, and ${RESULT_LIMIT} is the most that ` +
      'fits. Send less, or deploy the function by adapt of "@onefn/netlify", which streams.',
  );
}
