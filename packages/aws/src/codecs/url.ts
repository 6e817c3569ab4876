import { malformedEvent } from "onefn/provider";
import type { MultiStringMap, StringMap } from "../native.js";

/** Characters that would end a path or a query, that URL parsers drop, and lone surrogates, which have no bytes. */
const LOST_IN_PATH = /[\0- ?#\ud800-\udfff]|%(?![\da-fA-F]{2})/gu;
const LOST_IN_QUERY = /[\0- #\ud800-\udfff]/gu;

/** Characters that hardly any path or query has. Tested first, because it is faster without `g`, `u` and escapes. */
const UNUSUAL = /[^\w.~!$&()*+,;=:@/-]/;
const UNUSUAL_IN_VALUE = /[^\w.~-]/;

/**
 * Escapes whatever a path cannot contain and leaves the rest alone: encoded paths stay unchanged, and paths that a
 * gateway has decoded become valid again. A `%2F` that was already decoded stays a slash. So does a backslash, which
 * every URL parser reads as a slash.
 */
export function escapePath(path: string): string {
  return UNUSUAL.test(path) ? path.replace(LOST_IN_PATH, encode) : path;
}

/** Escapes whatever would end a query or cannot be in one. Existing escapes stay. */
export function escapeQuery(query: string): string {
  return UNUSUAL.test(query) ? query.replace(LOST_IN_QUERY, encode) : query;
}

/**
 * The query of a wire that splits it. Keys come in the order of their first value; a key without a value cannot be
 * told from one with an empty value.
 *
 * @param encode what the wire's values need: {@link escapeValue} if it has decoded them.
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

/** `encodeURIComponent`, if the text needs it. */
export function escapeValue(text: string): string {
  return UNUSUAL_IN_VALUE.test(text) ? encode(text) : text;
}

/** @throws HttpError 400 for a lone surrogate, which has no bytes. */
function encode(text: string): string {
  if (text.isWellFormed()) return encodeURIComponent(text);
  throw malformedEvent("onefn/aws", "The event's path or query has a lone surrogate.");
}
