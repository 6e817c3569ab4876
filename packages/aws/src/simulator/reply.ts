import { Buffer } from "node:buffer";
import type { HeaderLine } from "./client-request.js";

/** A gateway's answer on its way to the client. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | ReadableStream<Uint8Array> | null;
}

/** Why a gateway cannot use a result. The reason is for the developer; the client reads nothing of it. */
export class MalformedResult extends Error {
  override readonly name = "MalformedResult";
}

const NULL_BODY = new Set([204, 205, 304]);

/** Headers that belong to one connection, and the length, which the gateway counts itself. */
const OWN = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
]);

/** The reply as the client's HTTP library hands it over. */
export function toResponse({ status, headers, body }: Reply, method: string): Response {
  if (!(status >= 200 && status <= 599)) throw new MalformedResult(`${status} is no status to answer with`);
  const lines = new Headers();
  for (const [name, value] of headers) {
    if (!OWN.has(name.toLowerCase())) append(lines, name, value);
  }
  const bare = method === "HEAD" || NULL_BODY.has(status);
  if (body instanceof Uint8Array && !bare) lines.set("content-length", String(body.length));
  if (bare && body instanceof ReadableStream) void body.cancel().catch(() => {});
  return new Response(bare ? null : body, { status, headers: lines });
}

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    throw new MalformedResult(`the header "${name}" is none that HTTP allows`);
  }
}

/** Narrows a part of a result to an object that is no array. */
export function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as never;
  throw new MalformedResult(`${what} is no object`);
}

/** A status as a number, or as the text of one, which API Gateway takes too. */
export function statusOf(value: unknown): number {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status === "number" && Number.isInteger(status)) return status;
  throw new MalformedResult("statusCode is no integer");
}

/** A map of header names to single values. */
export function singleHeaders(value: unknown, isValue: (value: unknown) => boolean): HeaderLine[] {
  return Object.entries(objectOf(value, "headers")).map(([name, each]): HeaderLine => {
    if (!isValue(each)) throw new MalformedResult(`the header "${name}" has no value of an allowed type`);
    return [name, String(each)];
  });
}

/** A map of header names to lists of values. */
export function multiHeaders(value: unknown, isValue: (value: unknown) => boolean): HeaderLine[] {
  return Object.entries(objectOf(value, "multiValueHeaders")).flatMap(([name, list]) => {
    if (!Array.isArray(list) || !list.every(isValue)) {
      throw new MalformedResult(`the header "${name}" of multiValueHeaders is no list of values`);
    }
    return list.map((each): HeaderLine => [name, String(each)]);
  });
}

export const isString = (value: unknown): boolean => typeof value === "string";
export const isScalar = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** The bytes of a result's `body`; null and absent mean that there are none. */
export function bodyOf(body: unknown, isBase64Encoded: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body !== "string") throw new MalformedResult("body is no string");
  if (isBase64Encoded !== true) return Buffer.from(body, "utf8");
  const bytes = Buffer.from(body, "base64");
  const text = (value: string) => value.replace(/[=\s]+$/, "");
  if (text(bytes.toString("base64")) === text(body)) return bytes;
  throw new MalformedResult("body is marked as base64 and is not");
}
