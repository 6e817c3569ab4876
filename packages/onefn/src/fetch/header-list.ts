/**
 * Headers as a flat list: name, value, name, value. Names are in lower case and occur once, except `set-cookie`,
 * whose values must never be joined. Most responses have a handful of headers; for those a list is faster to build
 * and to search than a map.
 */
export type HeaderList = string[];

const TOKEN = /^[!#$%&'*+\-.^_`|~\da-z]+$/i;
/** Line breaks, NUL and anything beyond Latin-1. */
export const FORBIDDEN_IN_VALUE: RegExp = /[\0\r\n\u0100-\uffff]/;
const OUTER_WHITESPACE = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Valid names seen so far, with their lower case. Programs use few. */
const names = new Map<unknown, string>();

/** The name in lower case. @throws TypeError if it is not an HTTP token. */
export function headerName(name: unknown): string {
  return names.get(name) ?? newHeaderName(`${name}`);
}

function newHeaderName(name: string): string {
  if (!isToken(name)) throw new TypeError("Headers: invalid name.");
  const key = name.toLowerCase();
  // Bounded, because names that clients choose end up here too.
  if (names.size < 256) names.set(name, key);
  return key;
}

/** The value without outer whitespace. @throws TypeError if it could break out of its line. */
export function headerValue(value: unknown): string {
  let text = `${value}`;
  if (text.charCodeAt(0) <= 32 || text.charCodeAt(text.length - 1) <= 32)
    text = text.replace(OUTER_WHITESPACE, "");
  if (FORBIDDEN_IN_VALUE.test(text)) {
    throw new TypeError("Headers: a value has a line break, a NUL or a character beyond Latin-1.");
  }
  return text;
}

/** The index of the header with this name, or -1. */
export function indexOfHeader(list: HeaderList, name: string): number {
  for (let index = 0; index < list.length; index += 2) if (list[index] === name) return index;
  return -1;
}

/** Adds a header whose name and value are already checked. */
export function addHeader(list: HeaderList, name: string, value: string): void {
  const index = name === "set-cookie" ? -1 : indexOfHeader(list, name);
  if (index < 0) list.push(name, value);
  else list[index + 1] += (name === "cookie" ? "; " : ", ") + value;
}

export function valuesOf(list: HeaderList, name: string): string[] {
  return list.filter((_, index) => index % 2 === 1 && list[index - 1] === name);
}

/** The value of this header, cookies joined, or null. */
export function getHeader(list: HeaderList, name: string): string | null {
  return indexOfHeader(list, name) < 0 ? null : valuesOf(list, name).join(", ");
}

/** The headers that the standard's constructors accept: pairs or a record. @throws TypeError for anything else. */
export function toHeaderList(init: unknown): HeaderList {
  if (init === undefined) return [];
  if ((typeof init !== "object" && typeof init !== "function") || init === null)
    throw new TypeError("Headers: expected pairs or a record.");
  return Symbol.iterator in init
    ? fromPairs(init as Iterable<unknown>)
    : fromRecord(init as Record<string, unknown>);
}

function fromPairs(pairs: Iterable<unknown>): HeaderList {
  const list: HeaderList = [];
  for (const pair of pairs) {
    const items = Object(pair) === pair ? [...(pair as Iterable<unknown>)] : [];
    if (items.length !== 2) throw new TypeError("Headers: expected pairs of name and value.");
    addHeader(list, headerName(items[0]), headerValue(items[1]));
  }
  return list;
}

function fromRecord(record: Readonly<Record<string, unknown>>): HeaderList {
  const names = Object.keys(record);
  const first = names[0];
  if (first === undefined) return [];
  // Most lists have one header. A list that begins with it takes a third of the time of one that grows.
  const list = [headerName(first), headerValue(record[first])];
  for (let index = 1; index < names.length; index++) {
    const name = names[index] as string;
    addHeader(list, headerName(name), headerValue(record[name]));
  }
  return list;
}
