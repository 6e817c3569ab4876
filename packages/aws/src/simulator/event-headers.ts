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

/**
 * The request's header lines with those that AWS's gateways add: the peer, the protocol and the trace. Names keep the
 * client's case.
 */
export function arrivedLines(request: ClientRequest, traceRoot: string): readonly HeaderLine[] {
  const client = request.headers.filter(([name]) => !/^x-forwarded-(?:for|port|proto)$/i.test(name));
  const forwarded = request.headers.filter(([name]) => name.toLowerCase() === "x-forwarded-for");
  const traced = client.some(([name]) => name.toLowerCase() === "x-amzn-trace-id");
  return [
    ...client,
    ["x-forwarded-for", [...forwarded.map(([, value]) => value), request.ip].join(", ")],
    ["x-forwarded-port", "443"],
    ["x-forwarded-proto", "https"],
    ...(traced ? [] : [["x-amzn-trace-id", `Root=${traceRoot}`] as const]),
  ];
}

/** The same by name in lower case. */
export function arrivedHeaders(request: ClientRequest, traceRoot: string): Map<string, string[]> {
  return grouped(arrivedLines(request, traceRoot));
}

/** One value for each name, joined as in HTTP. */
export function joined(headers: Map<string, string[]>): Record<string, string> {
  return toRecord([...headers].map(([name, values]) => [name, values.join(",")]));
}

/** A record that accepts any name, even `__proto__`. */
export function toRecord<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries(entries);
}

/** The last value of each name. */
export function lastValues(values: Map<string, string[]>): Record<string, string> {
  return toRecord([...values].map(([name, all]) => [name, all.at(-1) ?? ""] as const));
}
