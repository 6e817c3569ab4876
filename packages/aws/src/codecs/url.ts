import { malformedEvent } from "onefn/provider";
import type { MultiStringMap, StringMap } from "../native.js";

/** What would end a path or a query, what URL parsers drop, and halves of characters, which have no bytes. */
const LOST_IN_PATH = /[\0- ?#\ud800-\udfff]|%(?![\da-fA-F]{2})/gu;
const LOST_IN_QUERY = /[\0- #\ud800-\udfff]/gu;

/** What next to no path and query has. Asked first: without `g`, `u` and the look at escapes it is the quicker test. */
const UNUSUAL = /[^\w.~!$&()*+,;=:@/-]/;
const UNUSUAL_IN_VALUE = /[^\w.~-]/;

/**
 * Escapes what cannot stand in a path and leaves the rest alone: encoded paths stay as they are, and those that a
 * gateway has decoded become valid again. A `%2F` that was decoded on the way is a slash for good. So is a backslash,
 * which every URL parser takes for one.
 */
export function escapePath(path: string): string {
  return UNUSUAL.test(path) ? path.replace(LOST_IN_PATH, encode) : path;
}

/** Escapes what would end a query or cannot stand in one; escapes that are there stay as they are. */
export function escapeQuery(query: string): string {
  return UNUSUAL.test(query) ? query.replace(LOST_IN_QUERY, encode) : query;
}

/**
 * The query of a wire that takes it apart. Keys come in the order of their first value; a key without a value
 * cannot be told from one with an empty value.
 *
 * @param encode what the wire's values need: {@link escapeValue} where it has decoded them.
 */
export function joinQuery(
  parameters: StringMap | MultiStringMap | null | undefined,
  encode: (text: string) => string,
): string {
  let query = "";
  for (const key of Object.keys(parameters ?? {})) {
    const value = parameters?.[key];
    for (const each of Array.isArray(value) ? value : [value]) {
      query += `${query && "&"}${encode(key)}=${encode(typeof each === "string" ? each : "")}`;
    }
  }
  return query;
}

/** `encodeURIComponent`, for what needs it. */
export function escapeValue(text: string): string {
  return UNUSUAL_IN_VALUE.test(text) ? encode(text) : text;
}

/** @throws HttpError 400 for half a character, which has no bytes. */
function encode(text: string): string {
  if (text.isWellFormed()) return encodeURIComponent(text);
  throw malformedEvent("onefn/aws", "The event's path or query holds half a character.");
}
