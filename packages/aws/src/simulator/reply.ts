import { Buffer } from "node:buffer";
import type { HeaderLine } from "./client-request.js";

/** A gateway's response on its way to the client. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | ReadableStream<Uint8Array> | null;
}

/** Why a gateway refuses a result. Only the developer sees the reason, not the client. */
export class MalformedResult extends Error {
  override readonly name = "MalformedResult";
}

const NULL_BODY = new Set([204, 205, 304]);

/** The reply as the client's HTTP library returns it. The gateway has already removed its headers. */
export function toResponse({ status, headers, body }: Reply, method: string): Response {
  if (!(status >= 200 && status <= 599)) throw new MalformedResult(`${status} is not a valid status`);
  const lines = new Headers();
  for (const [name, value] of headers) append(lines, name, value);
  const bare = method === "HEAD" || NULL_BODY.has(status);
  if (bare) {
    if (body instanceof ReadableStream) void body.cancel().catch(() => {});
    return new Response(null, { status, headers: lines });
  }
  const told = lines.get("content-length");
  if (told === null && body instanceof Uint8Array) lines.set("content-length", String(body.length));
  return new Response(told === null ? (body as BodyInit | null) : ofLength(Number(told), body), {
    status,
    headers: lines,
  });
}

/** Clients read as many bytes as announced, and report a shorter body as broken off. */
function ofLength(length: number, body: Reply["body"]): BodyInit | null {
  if (!(body instanceof Uint8Array) || body.length === length) return body as BodyInit | null;
  if (body.length > length) return body.slice(0, length) as BodyInit;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body);
      controller.error(new TypeError("The connection was closed before the body ended."));
    },
  });
}

type BodyInit = NonNullable<ConstructorParameters<typeof Response>[0]>;

const CONNECTION =
  /^(?:connection|content-length|keep-alive|proxy-(?:authenticate|authorization|connection)|te|trailer|transfer-encoding|upgrade)$/i;

/** The headers that remain if a gateway ignores those of a function's connection, and counts the length itself. */
export function withoutConnection(headers: readonly HeaderLine[]): HeaderLine[] {
  const named = headers
    .filter(([name]) => /^connection$/i.test(name))
    .flatMap(([, value]) => value.split(","));
  const gone = new Set(named.map((name) => name.trim().toLowerCase()));
  return headers.filter(([name]) => !CONNECTION.test(name) && !gone.has(name.toLowerCase()));
}

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    throw new MalformedResult(`the header "${name}" is not allowed by HTTP`);
  }
}

/** Narrows a part of a result to an object that is not an array. */
export function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as never;
  throw new MalformedResult(`${what} is not an object`);
}

/** A status as a number, or as text, which API Gateway also accepts. */
export function statusOf(value: unknown): number {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status === "number" && Number.isInteger(status)) return status;
  throw new MalformedResult("statusCode is not an integer");
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
      throw new MalformedResult(`the header "${name}" of multiValueHeaders is not a list of values`);
    }
    return list.map((each): HeaderLine => [name, String(each)]);
  });
}

export const isString = (value: unknown): boolean => typeof value === "string";
export const isScalar = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** The bytes of a result's `body`. Null or absent means none. */
export function bodyOf(body: unknown, isBase64Encoded: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body !== "string") throw new MalformedResult("body is not a string");
  if (isBase64Encoded !== true) return Buffer.from(body, "utf8");
  const bytes = Buffer.from(body, "base64");
  const text = (value: string) => value.replace(/[=\s]+$/, "");
  if (text(bytes.toString("base64")) === text(body)) return bytes;
  throw new MalformedResult("body is marked as base64 but is not");
}
