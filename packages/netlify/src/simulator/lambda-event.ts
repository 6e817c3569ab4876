import { Buffer, isUtf8 } from "node:buffer";
import { type Arrival, MalformedResult } from "./host.js";
import { base64, identityContext } from "./network.js";

/** The maximum size of an event in bytes. @see https://docs.netlify.com/build/functions/configuration */
const EVENT_LIMIT = 6 * 1024 * 1024;

/** The event that Netlify passes to Lambda, for both kinds of its functions. */
export type LambdaEvent = ReturnType<typeof lambdaEvent>;

/**
 * The event of a request.
 * @see https://docs.netlify.com/build/functions/lambda-compatibility
 */
export function lambdaEvent(arrival: Arrival) {
  const { method, url, headers, user } = arrival;
  const { pathname, search, searchParams } = new URL(url);
  const values = grouped(headers.map(([name, value]) => [name, asText(value)]));
  values.set("x-nf-identity-info", [base64(identityContext(user))]);
  const query = grouped([...searchParams]);
  return {
    path: pathname,
    httpMethod: method,
    headers: mapped(values, (all, name) => all.join(name === "cookie" ? "; " : ", ")),
    multiValueHeaders: mapped(values, (all) => all),
    queryStringParameters: mapped(query, (all) => all.join(", ")),
    multiValueQueryStringParameters: mapped(query, (all) => all),
    rawUrl: url,
    rawQuery: search.slice(1),
    ...carried(arrival, values.get("content-type")?.[0] ?? ""),
  };
}

/** The event as JSON. @throws MalformedResult if it is too large for Lambda. */
export function asJson(event: LambdaEvent): string {
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) <= EVENT_LIMIT) return text;
  throw new MalformedResult("the event is over 6 MB");
}

function carried({ body, brokenBase64 }: Arrival, type: string) {
  const bytes = Buffer.from(body ?? []);
  const text = /^(?:text\/|application\/(?:json|javascript|xml|x-www-form-urlencoded)\b)/i.test(type);
  const asIs = bytes.length === 0 || (text && isUtf8(bytes));
  if (asIs) return { body: bytes.toString("utf8"), isBase64Encoded: false };
  return { body: `${brokenBase64 ? "%%%%" : ""}${bytes.toString("base64")}`, isBase64Encoded: true };
}

/** JSON has no bytes: a header's bytes are read as UTF-8 if they are valid, otherwise one by one. */
function asText(value: string): string {
  const bytes = Buffer.from(value, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : value;
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

function mapped<T>(
  values: Map<string, string[]>,
  map: (all: string[], name: string) => T,
): Record<string, T> {
  return Object.fromEntries([...values].map(([name, all]) => [name, map(all, name)]));
}
