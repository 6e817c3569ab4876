import { FORBIDDEN_IN_VALUE, isToken } from "./header-list.js";
import type { RequestSource } from "./source.js";

/**
 * A header value that Headers accepts, or null for one that HTTP forbids. Some gateways pass on decoded UTF-8, which
 * Headers rejects. It is presented as `node:http` does: each byte of its UTF-8 as one character.
 */
export function arrivedValue(value: string): string | null {
  if (!FORBIDDEN_IN_VALUE.test(value)) return value;
  if (/[\0\r\n]/.test(value)) return null;
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}

/** All headers of a request except those that HTTP forbids. Load balancers pass them on, and Headers would throw. */
export function arrivedHeaders(source: Pick<RequestSource, "headers" | "leftOut">): [string, string][] {
  const pairs: [string, string][] = [];
  let all = 0;
  for (const [name, value] of source.headers()) {
    const text = isToken(name) ? arrivedValue(value) : null;
    if (text !== null) pairs.push([name, text]);
    all++;
  }
  if (pairs.length < all) source.leftOut?.();
  return pairs;
}
