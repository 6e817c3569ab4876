import { required } from "./dictionary.js";
import {
  addHeader,
  deleteHeader,
  getHeader,
  type HeaderList,
  headerName,
  headerValue,
  indexOfHeader,
  setCookies,
} from "./header-list.js";
import { identify } from "./identity.js";
import { latin1 } from "./latin1.js";
import type { RequestSource } from "./source.js";

/** What {@link Headers} reads before anybody lists or changes it. */
export type HeaderSource = Pick<RequestSource, "header" | "headers">;

/** Makes a light Headers over a list or a source, without validating what these hold. */
export let headersOver: (from: HeaderList | HeaderSource, immutable?: boolean) => Headers;

/** The list behind a light Headers, which changes with it; undefined for any other object. */
let listOf: (headers: object) => HeaderList | undefined;

/**
 * Headers of the Fetch standard. Over a request, `get` and `has` ask the native event directly, and only
 * the other members read all of its headers.
 */
export class Headers {
  #list: HeaderList | undefined;
  #source: HeaderSource | undefined;
  #immutable = false;
  #sorted: [name: string, value: string][] | undefined;

  static {
    headersOver = (from, immutable = false) => {
      const headers = new Headers();
      if (Array.isArray(from)) headers.#list = from;
      else {
        headers.#list = undefined;
        headers.#source = from;
      }
      headers.#immutable = immutable;
      return headers;
    };
    listOf = (headers) => (#list in headers ? headers.#all : undefined);
  }

  constructor(init?: unknown) {
    this.#list = toHeaderList(init);
  }

  get(...args: [name: string]): string | null {
    const name = headerName(required(args, 1)[0]);
    return this.#list ? getHeader(this.#list, name) : this.#ask(name);
  }

  has(...args: [name: string]): boolean {
    const name = headerName(required(args, 1)[0]);
    return this.#list ? indexOfHeader(this.#list, name) >= 0 : this.#ask(name) !== null;
  }

  append(...args: [name: string, value: string]): void {
    const [name, value] = required(args, 2);
    const key = headerName(name);
    const text = headerValue(value);
    addHeader(this.#mutable, key, text);
  }

  set(...args: [name: string, value: string]): void {
    const [name, value] = required(args, 2);
    const key = headerName(name);
    const text = headerValue(value);
    const list = this.#mutable;
    const index = indexOfHeader(list, key);
    if (index < 0 || key === "set-cookie") {
      deleteHeader(list, key);
      list.push(key, text);
    } else {
      list[index + 1] = text;
    }
  }

  delete(...args: [name: string]): void {
    const name = headerName(required(args, 1)[0]);
    deleteHeader(this.#mutable, name);
  }

  getSetCookie(): string[] {
    return setCookies(this.#all);
  }

  forEach(
    ...args: [
      callback: (this: unknown, value: string, name: string, headers: Headers) => void,
      self?: unknown,
    ]
  ): void {
    const [callback, self] = required(args, 1);
    if (typeof callback !== "function")
      throw new TypeError("Headers.forEach: the callback is not a function.");
    for (const [name, value] of this) callback.call(self, value, name, this);
  }

  *entries(): Generator<[name: string, value: string]> {
    // Asks for the list at each step: the standard's iterators see what changes under them.
    for (let index = 0; index < this.#inOrder.length; index++) {
      const [name, value] = this.#inOrder[index] as [string, string];
      yield [name, value];
    }
  }

  *keys(): Generator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  get #all(): HeaderList {
    if (!this.#list) {
      this.#list = [];
      for (const [name, value] of (this.#source as HeaderSource).headers()) {
        addHeader(this.#list, name, latin1(value));
      }
    }
    return this.#list;
  }

  get #inOrder(): [name: string, value: string][] {
    this.#sorted ??= sorted(this.#all);
    return this.#sorted;
  }

  get #mutable(): HeaderList {
    if (this.#immutable) throw new TypeError("These headers are immutable.");
    this.#sorted = undefined;
    return this.#all;
  }

  #ask(name: string): string | null {
    // A source may look into parsed JSON, where names such as `constructor` find what is no header.
    const value: unknown = this.#source?.header(name);
    return typeof value === "string" ? latin1(value) : null;
  }

  declare [Symbol.iterator]: () => Generator<[name: string, value: string]>;
}

Object.defineProperty(Headers.prototype, Symbol.iterator, {
  value: Headers.prototype.entries,
  writable: true,
  configurable: true,
});
identify("Headers", Headers);

/** What the constructors of Headers, Request and Response accept as headers, as a list of its own. */
export function toHeaderList(init: unknown): HeaderList {
  const list: HeaderList = [];
  if (init === undefined) return list;
  if (init === null || (typeof init !== "object" && typeof init !== "function")) {
    throw new TypeError("Headers are neither pairs nor a record.");
  }
  const own = listOf(init);
  if (own) return [...own];
  if (Symbol.iterator in init && init[Symbol.iterator] != null) {
    for (const pair of init as Iterable<unknown>) {
      if (pair === null || typeof pair !== "object") throw new TypeError("A header is not a pair.");
      const items = [...(pair as Iterable<unknown>)];
      if (items.length !== 2) throw new TypeError("A header is not a pair.");
      addHeader(list, headerName(items[0]), headerValue(items[1]));
    }
    return list;
  }
  for (const name of Reflect.ownKeys(init)) {
    if (Object.prototype.propertyIsEnumerable.call(init, name)) {
      addHeader(list, headerName(name), headerValue((init as Record<PropertyKey, unknown>)[name]));
    }
  }
  return list;
}

function sorted(list: HeaderList): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < list.length; index += 2) {
    pairs.push([list[index] as string, list[index + 1] as string]);
  }
  return pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
