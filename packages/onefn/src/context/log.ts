import { createRecord } from "../record.js";
import type { Trace } from "./trace.js";

/** The severity of a log line. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/**
 * The fields of a log line beside its message. Errors are written with name, message, code, stack, causes and the errors
 * of an AggregateError; Maps, Sets, Headers, Requests and Responses with their contents; binary data as its number of
 * bytes; a member that throws when it is read as `[unreadable]`. The value of a member or header `authorization`,
 * `proxy-authorization`, `cookie` or `set-cookie` is never written, at any depth.
 */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes structured log lines. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** One log line before a provider formats it. */
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

/**
 * JSON of the members of all parts, of which later ones win. Values can be anything: errors with their causes, bigints,
 * cycles, objects with throwing getters. Never throws, unless a part of several has a throwing getter itself.
 */
export function toLogJson(...parts: readonly (Readonly<Record<string, unknown>> | undefined)[]): string {
  // To spread the parts into one literal takes V8 longer than everything else that makes a line.
  const members = parts.length === 1 ? parts[0] : Object.assign(createRecord(), ...parts);
  return JSON.stringify(plain(members, 0, new Set())) ?? "{}";
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
  // Before `toJSON`, because a Buffer's lists every byte.
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if ("toJSON" in value && typeof value.toJSON === "function") return plain(value.toJSON(), depth, above);
  const tag = Object.prototype.toString.call(value);
  const list = LISTED.test(tag) ? [...(value as Iterable<unknown>)].map(withoutCredential) : value;
  if (Array.isArray(list)) return list.map((item) => plain(item, depth, above));
  const out = createRecord<unknown>();
  const unlisted =
    value instanceof Error || EXCHANGED.test(tag) ? UNLISTED.filter((key) => key in value) : [];
  // Errors of http clients contain the headers of the call, and a handler's error is logged automatically.
  for (const key of [...unlisted, ...Object.keys(value)])
    out[key] = CREDENTIAL.test(key) ? "[not printed]" : plain(memberOf(value, key), depth, above);
  return out;
}

/** Written as lists, most of them of pairs. Other iterables may be endless. */
const LISTED = / (Map|Set|Headers|URLSearchParams)\]/;
const EXCHANGED = / (Request|Response)\]/;

/** Members of errors, Requests and Responses that are not enumerable. `errors` are an AggregateError's. */
const UNLISTED = "name message code stack cause errors method status url headers".split(" ");

/** Headers whose value grants access: only the name is written. */
function withoutCredential(item: unknown): unknown {
  const name = (item as readonly unknown[] | null | undefined)?.[0];
  return CREDENTIAL.test(`${name}`) ? [name] : item;
}

const CREDENTIAL = /^(proxy-)?authorization$|^(set-)?cookie$/i;

/** The fields in a safe form: reading them does not throw, and an error passed in their place becomes one of them. */
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

/** A log line for providers without a format of their own: one JSON object, the function's fields first. */
export function formatLogLine(entry: LogEntry): string {
  const { time, level, message, fields, functionName, requestId, trace } = entry;
  return toLogJson(
    fields,
    { timestamp: time.toISOString(), level, function: functionName, requestId },
    trace && { traceId: trace.traceId },
    { message },
  );
}
