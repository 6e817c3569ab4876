import type { MultiStringMap, StringMap } from "../native.js";

const ILLEGAL_IN_PATH = /[^\w.~!$&'()*+,;=:@/%-]|%(?![\da-fA-F]{2})/gu;
const ILLEGAL_IN_QUERY = /[^\w.~!$&()*+,;=:@/?%[\]{}|\\^`-]/gu;

/**
 * Escapes what cannot stand in a path and leaves the rest alone: encoded paths stay as they are, and those that a
 * gateway has decoded become valid again. A `%2F` that was decoded on the way is a slash for good.
 */
export function escapePath(path: string): string {
  return path.search(ILLEGAL_IN_PATH) === -1 ? path : path.replace(ILLEGAL_IN_PATH, encodeURIComponent);
}

/** Escapes what would end a query or cannot stand in one; escapes that are there stay as they are. */
export function escapeQuery(query: string): string {
  return query.search(ILLEGAL_IN_QUERY) === -1 ? query : query.replace(ILLEGAL_IN_QUERY, encodeURIComponent);
}

/**
 * The query of a wire that takes it apart. Keys come in the order of their first value; a key without a value
 * cannot be told from one with an empty value.
 *
 * @param encode what the wire's values need: `encodeURIComponent` where it has decoded them.
 */
export function joinQuery(
  parameters: StringMap | MultiStringMap | null | undefined,
  encode: (text: string) => string,
): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(parameters ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encode(key)}=${encode(typeof each === "string" ? each : "")}`);
    }
  }
  return pairs.join("&");
}
