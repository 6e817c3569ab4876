import { OnefnError } from "../errors.js";
import type { MessageFunction } from "../functions/message.js";
import { describeIssues, type SchemaResult } from "../schema.js";
import type { BodyFormat, MessageSource } from "./source.js";

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;
const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.-]+\+)?xml\b)/i;

/**
 * The message's data by the function's `as` and `schema`; a promise where the schema is asynchronous.
 *
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE when the body is not what it is read as, ONEFN_MESSAGE_INVALID when
 * it does not conform to the schema.
 */
export function decodeData(fn: MessageFunction, source: MessageSource): unknown {
  const data = readBody(source, fn.as ?? (fn.schema ? "json" : formatOf(source.contentType())));
  if (!fn.schema) return data;
  const result = fn.schema["~standard"].validate(data);
  // Not every promise is one of this realm's: a test runner's sandbox and some libraries have their own.
  return "then" in result ? Promise.resolve(result).then(conforming) : conforming(result);
}

function formatOf(contentType: string | undefined): BodyFormat | undefined {
  if (contentType === undefined) return undefined;
  if (JSON_TYPE.test(contentType)) return "json";
  return TEXT_TYPE.test(contentType) ? "text" : undefined;
}

function readBody(source: MessageSource, format: BodyFormat | undefined): unknown {
  const body = source.body();
  switch (format) {
    case "json":
      return parseJson(typeof body === "string" ? body : utf8(body));
    case "bytes":
      return typeof body === "string" ? new TextEncoder().encode(body) : body;
    default:
      return typeof body === "string" ? body : utf8(body);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the body in its message, and the body may hold secrets.
    throw undecodable("the body is not JSON", 'Send JSON, or define the function with as: "text" or "bytes"');
  }
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw undecodable("the body is not UTF-8", 'Define the function with as: "bytes"');
  }
}

function undecodable(cause: string, wayOut: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${cause}. ${wayOut}.`);
}

function conforming(result: SchemaResult<unknown>): unknown {
  if (!result.issues) return result.value;
  throw new OnefnError(
    "ONEFN_MESSAGE_INVALID",
    `the data does not conform to the schema: ${describeIssues(result.issues)}. Correct the sender or the schema.`,
  );
}
