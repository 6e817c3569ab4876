/**
 * Headers as a flat list: name, value, name, value. Names are in lower case and occur once, except
 * `set-cookie`, whose values must never be joined. Most answers have a handful of headers, for which
 * this is faster to build and to walk than any map.
 */
export type HeaderList = string[];

const TOKEN = /^[!#$%&'*+\-.^_`|~\da-z]+$/i;
/** Line breaks and NUL, and what is beyond Latin-1. */
export const FORBIDDEN_IN_VALUE: RegExp = /[\0\r\n\u0100-\uffff]/;
const OUTER_WHITESPACE = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Names that were seen to be valid, with their lower case; a program's own, of which there are few. */
const names = new Map<unknown, string>();

/** The name in lower case. @throws TypeError when it is no token of HTTP. */
export function headerName(name: unknown): string {
  return names.get(name) ?? newHeaderName(`${name}`);
}

function newHeaderName(name: string): string {
  if (!isToken(name)) throw new TypeError("Headers: a name is not a valid HTTP token.");
  const key = name.toLowerCase();
  // Bounded: in the end, the names that clients choose come here too.
  if (names.size < 256) names.set(name, key);
  return key;
}

/** The value without outer whitespace. @throws TypeError when it could break out of its line. */
export function headerValue(value: unknown): string {
  let text = `${value}`;
  if (text.charCodeAt(0) <= 32 || text.charCodeAt(text.length - 1) <= 32)
    text = text.replace(OUTER_WHITESPACE, "");
  if (FORBIDDEN_IN_VALUE.test(text)) {
    throw new TypeError("Headers: a value holds a line break, a NUL or a character beyond Latin-1.");
  }
  return text;
}

/** Where the first header of this name stands, or -1. */
export function indexOfHeader(list: HeaderList, name: string): number {
  for (let index = 0; index < list.length; index += 2) if (list[index] === name) return index;
  return -1;
}

/** Adds a header whose name and value are known to be valid. */
export function addHeader(list: HeaderList, name: string, value: string): void {
  const index = name === "set-cookie" ? -1 : indexOfHeader(list, name);
  if (index < 0) list.push(name, value);
  else list[index + 1] += (name === "cookie" ? "; " : ", ") + value;
}

export function valuesOf(list: HeaderList, name: string): string[] {
  return list.filter((_, index) => index % 2 === 1 && list[index - 1] === name);
}

/** The value of this name, several cookies joined, or null. */
export function getHeader(list: HeaderList, name: string): string | null {
  return indexOfHeader(list, name) < 0 ? null : valuesOf(list, name).join(", ");
}

/** What the standard's constructors accept as headers: pairs, or a record. @throws TypeError for anything else. */
export function toHeaderList(init: unknown): HeaderList {
  if (init === undefined) return [];
  if ((typeof init !== "object" && typeof init !== "function") || init === null)
    throw new TypeError("Headers: neither pairs nor a record.");
  return Symbol.iterator in init
    ? fromPairs(init as Iterable<unknown>)
    : fromRecord(init as Record<string, unknown>);
}

function fromPairs(pairs: Iterable<unknown>): HeaderList {
  const list: HeaderList = [];
  for (const pair of pairs) {
    const items = Object(pair) === pair ? [...(pair as Iterable<unknown>)] : [];
    if (items.length !== 2) throw new TypeError("Headers: what is no pair of name and value.");
    addHeader(list, headerName(items[0]), headerValue(items[1]));
  }
  return list;
}

function fromRecord(record: Readonly<Record<string, unknown>>): HeaderList {
  const names = Object.keys(record);
  const first = names[0];
  if (first === undefined) return [];
  // One header is what most have, and a list that begins with it takes a third of one that grows.
  const list = [headerName(first), headerValue(record[first])];
  for (let index = 1; index < names.length; index++) {
    const name = names[index] as string;
    addHeader(list, headerName(name), headerValue(record[name]));
  }
  return list;
}
