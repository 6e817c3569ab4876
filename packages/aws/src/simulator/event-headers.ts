import type { ClientRequest, HeaderLine } from "./client-request.js";

/** Header values by name in lower case, in order. */
export function grouped(lines: readonly HeaderLine[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    const list = values.get(key);
    if (list) list.push(value);
    else values.set(key, [value]);
  }
  return values;
}

/** The request's headers with those that AWS's gateways write: who connected, how, and the trace. */
export function arrivedHeaders(request: ClientRequest, traceRoot: string): Map<string, string[]> {
  const headers = grouped(request.headers);
  const forwarded = headers.get("x-forwarded-for") ?? [];
  headers.set("x-forwarded-for", [[...forwarded, request.ip].join(", ")]);
  headers.set("x-forwarded-port", ["443"]);
  headers.set("x-forwarded-proto", ["https"]);
  if (!headers.has("x-amzn-trace-id")) headers.set("x-amzn-trace-id", [`Root=${traceRoot}`]);
  return headers;
}

/** One value a name, joined as HTTP joins them. */
export function joined(headers: Map<string, string[]>): Record<string, string> {
  return toRecord([...headers].map(([name, values]) => [name, values.join(",")]));
}

/** A record that takes any name, `__proto__` too. */
export function toRecord<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries(entries);
}
