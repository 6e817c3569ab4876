import { OnefnError } from "../errors.js";
import { describeIssues, type Schema, type SchemaResult } from "../schema.js";
import type { BodyFormat, BodySource } from "./source.js";

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;
const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.-]+\+)?xml\b)/i;

/** How a function reads its data. */
interface Wanted {
  readonly as: BodyFormat | undefined;
  readonly schema: Schema | undefined;
}

/**
 * A body's data, by the function's `as` and `schema`; a promise if the schema is asynchronous.
 *
 * @param loaded the body, if the record only points to it.
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE if the body cannot be decoded, ONEFN_MESSAGE_INVALID if its data does
 * not match the schema.
 */
export function decodeData(
  { as, schema }: Wanted,
  source: BodySource,
  loaded?: string | Uint8Array,
): unknown {
  const isRaw = as === "text" || as === "bytes";
  const data =
    source.parsed && loaded === undefined && !isRaw
      ? source.parsed(as ?? (schema ? "json" : undefined))
      : // A record without a value has no text either, and the types promise one.
        (readBody(loaded ?? source.body(), as ?? (schema ? "json" : formatOf(source.contentType?.()))) ??
        (as === "text" ? "" : as === "bytes" ? new Uint8Array() : null));
  return schema ? checkData(schema, data) : data;
}

/**
 * A schema's output for some data; a promise if the schema is asynchronous.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if the data does not match.
 */
export function checkData(schema: Schema, data: unknown): unknown {
  const result = schema["~standard"].validate(data);
  // The promise may come from another realm, such as a test runner's sandbox, or from a library.
  return "then" in result ? Promise.resolve(result).then(conforming) : conforming(result);
}

/**
 * The data of a body by its media type: JSON is parsed, text and XML are strings, the rest is bytes. Undefined without a
 * body. For kinds whose functions do not say how to read it.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE if the body is not what its type says.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 */
export function dataOf(body: string | Uint8Array, contentType: string | undefined): unknown {
  return body.length === 0 ? undefined : readBody(body, formatOf(contentType) ?? "bytes");
}

function formatOf(contentType: string | undefined): BodyFormat | undefined {
  if (contentType === undefined) return undefined;
  if (JSON_TYPE.test(contentType)) return "json";
  return TEXT_TYPE.test(contentType) ? "text" : undefined;
}

function readBody(body: string | Uint8Array | null, format: BodyFormat | undefined): unknown {
  if (body === null) return undefined;
  switch (format) {
    case "json":
      return parseJson(typeof body === "string" ? body : utf8(body));
    case "bytes":
      return typeof body === "string" ? new TextEncoder().encode(body) : ownBytes(body);
    default:
      return typeof body === "string" ? body : utf8(body);
  }
}

/** @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    // Senders on .NET put a byte order mark in front, which JSON.parse refuses and Request's json() leaves out, too.
    return JSON.parse(text[0] === "\ufeff" ? text.slice(1) : text);
  } catch {
    // JSON.parse quotes the body in its message, and the body may hold secrets.
    throw undecodable("the body is not JSON", 'Send JSON, or define the function with as: "text" or "bytes"');
  }
}

/**
 * Bytes as handlers get them: not a Buffer, whose `slice` shares memory, and nothing of other records at `bytes.buffer`,
 * as there is where a codec hands over a part of a pool.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  const isOwn = bytes.constructor === Uint8Array && bytes.length === bytes.buffer.byteLength;
  return isOwn ? bytes : new Uint8Array(bytes);
}

let decoder: InstanceType<typeof TextDecoder> | undefined;

function utf8(bytes: Uint8Array): string {
  try {
    // Made at the first use, for cold starts, and kept: it costs as much as a short text.
    decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes);
  } catch {
    throw undecodable("the body is not UTF-8", 'Define the function with as: "bytes"');
  }
}

/** The error for a body that is not what its function asks for. */
export function undecodable(cause: string, wayOut: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${cause}. ${wayOut}.`);
}

/** The value of a schema's result. @throws OnefnError ONEFN_MESSAGE_INVALID if the schema found an issue. */
export function conforming(result: SchemaResult<unknown>): unknown {
  if (!result.issues) return result.value;
  throw new OnefnError(
    "ONEFN_MESSAGE_INVALID",
    `the data does not match the schema: ${describeIssues(result.issues)}. Correct the sender or the schema.`,
  );
}
