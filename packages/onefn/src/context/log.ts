import { createRecord } from "../record.js";
import type { Trace } from "./trace.js";

/** How grave a log line is. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/**
 * What a log line says beside its message. Errors are written with name, message, code, stack, causes and the errors
 * that they stand for; Maps, Sets, Headers, Requests and Responses with what is in them; bytes by their number; a member
 * that throws when it is read, as `[unreadable]`. A member or header `authorization`, `proxy-authorization`, `cookie` or
 * `set-cookie`, at any depth, is written without its value.
 */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes structured log lines. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** One log line before a provider gives it its native shape. */
export interface LogEntry {
  readonly time: Date;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields | undefined;
  readonly functionName: string;
  readonly requestId: string;
  readonly trace: Trace | undefined;
}

const DEEPEST = 8;

/** JSON of any value: errors with their causes, bigints, cycles and throwing getters included. Never throws. */
export function toLogJson(value: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(plain(value, 0, new Set())) ?? "{}";
}

function plain(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value !== "object" || value === null) return value;
  if (above.has(value)) return "[circular]";
  if (depth === DEEPEST) return "[deep]";
  above.add(value);
  try {
    return plainObject(value, depth + 1, above);
  } catch {
    return UNREADABLE;
  } finally {
    above.delete(value);
  }
}

function plainObject(value: object, depth: number, above: Set<object>): unknown {
  // Before `toJSON`: a Buffer's writes byte by byte.
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if ("toJSON" in value && typeof value.toJSON === "function") return plain(value.toJSON(), depth, above);
  const tag = Object.prototype.toString.call(value);
  const list = LISTED.test(tag) ? [...(value as Iterable<unknown>)].map(withoutCredential) : value;
  if (Array.isArray(list)) return list.map((item) => plain(item, depth, above));
  const out: Record<string, unknown> = Object.create(null);
  const unlisted =
    value instanceof Error || EXCHANGED.test(tag) ? UNLISTED.filter((key) => key in value) : [];
  // An http client's error has the headers of its call as a plain object, and a handler's error is logged unasked.
  for (const key of [...unlisted, ...Object.keys(value)])
    out[key] = CREDENTIAL.test(key) ? "[not printed]" : plain(memberOf(value, key), depth, above);
  return out;
}

/** Written as lists, most of them of pairs. Any other iterable may have no end. */
const LISTED = / (Map|Set|Headers|URLSearchParams)\]/;
const EXCHANGED = / (Request|Response)\]/;

/** What errors, Requests and Responses have, but do not list. `errors` are an AggregateError's. */
const UNLISTED = "name message code stack cause errors method status url headers".split(" ");

/** Of a header whose value lets in who has it, the name alone. */
function withoutCredential(item: unknown): unknown {
  const name = (item as readonly unknown[] | null | undefined)?.[0];
  return CREDENTIAL.test(`${name}`) ? [name] : item;
}

const CREDENTIAL = /^(proxy-)?authorization$|^(set-)?cookie$/i;

/** The fields as they can be handed on: none throws at a look, and an error in their place is one of them. */
export function readFields(fields: LogFields): LogFields {
  try {
    if (fields instanceof Error) return { error: fields };
    const read = createRecord<unknown>();
    for (const key of Object.keys(fields)) read[key] = memberOf(fields, key);
    return read;
  } catch {
    return { fields: UNREADABLE };
  }
}

function memberOf(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}

const UNREADABLE = "[unreadable]";

/** A log line for providers without a format of their own: one object of JSON, the function's fields first. */
export function formatLogLine(entry: LogEntry): string {
  const { time, level, message, fields, functionName, requestId, trace } = entry;
  return toLogJson({
    ...fields,
    timestamp: time.toISOString(),
    level,
    function: functionName,
    requestId,
    ...(trace && { traceId: trace.traceId }),
    message,
  });
}
