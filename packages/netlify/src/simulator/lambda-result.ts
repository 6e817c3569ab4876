import { Buffer } from "node:buffer";
import type { HeaderLine, ServedResponse } from "onefn/simulator";
import { MalformedResult } from "./host.js";

/** The maximum size in bytes of a result that Lambda passes on. */
const RESULT_LIMIT = 6_291_556;

/**
 * Connection headers. Netlify answered a function's own length with a 502. Its treatment of the others is unknown, so
 * nothing may rely on them.
 * @see https://github.com/netlify/cli/issues/451
 */
const CONNECTION =
  /^(?:connection|content-length|keep-alive|proxy-(?:authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * Reads the result of a handler in the style of AWS Lambda, which travels as JSON.
 * @see https://docs.netlify.com/build/functions/lambda-compatibility
 * @throws MalformedResult
 */
export function readResult(result: unknown): ServedResponse {
  const text = JSON.stringify(result === undefined ? null : result);
  if (Buffer.byteLength(text) > RESULT_LIMIT) throw new MalformedResult("the result is over 6 MB");
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = objectOf(JSON.parse(text));
  if (!Number.isInteger(statusCode)) throw new MalformedResult("statusCode is not an integer");
  const bytes = bytesOf(body, isBase64Encoded);
  const lines = [...single(headers), ...multi(multiValueHeaders)];
  const refused = bytes.length > 0 && lines.find(([name]) => CONNECTION.test(name));
  if (refused) throw new MalformedResult(`the header "${refused[0]}" can only be written by Netlify`);
  return {
    status: statusCode as number,
    headers: lines,
    body: bytes.length > 0 ? new Blob([new Uint8Array(bytes)]).stream() : null,
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as never;
  throw new MalformedResult("the result, or a map of its headers, is not an object");
}

function single(headers: unknown): HeaderLine[] {
  return Object.entries(objectOf(headers)).map(([name, value]) => [name, scalar(value)]);
}

function multi(headers: unknown): HeaderLine[] {
  return Object.entries(objectOf(headers)).flatMap(([name, list]) => {
    if (!Array.isArray(list)) throw new MalformedResult(`the header "${name}" is not a list`);
    return list.map((value): HeaderLine => [name, scalar(value)]);
  });
}

function scalar(value: unknown): string {
  if (["string", "number", "boolean"].includes(typeof value)) return String(value);
  throw new MalformedResult("a header's value is neither text nor a number");
}

function bytesOf(body: unknown, isBase64Encoded: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body !== "string") throw new MalformedResult("body is not a string");
  return Buffer.from(body, isBase64Encoded === true ? "base64" : "utf8");
}
