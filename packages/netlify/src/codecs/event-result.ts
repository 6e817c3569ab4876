import { Buffer, isUtf8 } from "node:buffer";
import { createRecord, headerEntries, OnefnError, takeBuffered } from "onefn/provider";

/** The result of a handler in the style of AWS Lambda. */
export interface NetlifyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: { readonly "set-cookie": readonly string[] };
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** The maximum size of a result in bytes of JSON. @see https://docs.netlify.com/build/functions/configuration */
const RESULT_LIMIT = 6_291_556;

/** Combines head and body once the body is read. Only a stream is asynchronous. */
export function encode(response: Response): NetlifyResult | Promise<NetlifyResult> {
  const headers = createRecord();
  const cookies: string[] = [];
  headerEntries(response, (name, value) => {
    if (name === "set-cookie") cookies.push(value);
    else headers[name] = value;
  });
  const finish = (bytes: string | Uint8Array | null) =>
    withinLimit({
      statusCode: response.status,
      headers,
      ...(cookies.length > 0 && { multiValueHeaders: { "set-cookie": cookies } as const }),
      ...carried(bytes, headers),
    });
  const body = takeBuffered(response);
  return body instanceof Promise ? body.then(finish) : finish(body);
}

const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** Text if the body is unencoded UTF-8 text, otherwise base64: JSON cannot carry other bytes. */
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

/** Refuses a result that Netlify would refuse with an obscure error. */
function withinLimit(result: NetlifyResult): NetlifyResult {
  // JSON escapes a character with at most six.
  if (result.body.length * 6 + 16_384 < RESULT_LIMIT) return result;
  const size = Buffer.byteLength(JSON.stringify(result));
  if (size <= RESULT_LIMIT) return result;
  throw new OnefnError(
    "ONEFN_RESULT_TOO_LARGE",
    `[onefn/netlify/v1] The response is ${size} bytes as Netlify carries it; the limit is ${RESULT_LIMIT}. ` +
      'Send less, or deploy the function with adapt of "@onefn/netlify", which streams.',
  );
}
