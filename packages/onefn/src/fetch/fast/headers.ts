import { INSPECT } from "../../inspect.js";
import {
  addHeader,
  getHeader,
  type HeaderList,
  headerName,
  headerValue,
  indexOfHeader,
  toHeaderList,
  valuesOf,
} from "../header-list.js";
import type { Inspect, InspectOptions } from "../print.js";

/** Makes Headers over a list that a Response still uses. */
export let headersOver: (list: HeaderList, immutable: boolean) => Headers;

/** The Fetch standard's Headers. */
export class Headers {
  #list: HeaderList;
  #immutable = false;
  #sorted: [name: string, value: string][] | undefined;

  static {
    headersOver = (list, immutable) => {
      const headers = new Headers();
      headers.#list = list;
      headers.#immutable = immutable;
      return headers;
    };
  }

  constructor(init?: unknown) {
    this.#list = toHeaderList(init);
  }

  get(...args: [name: string]): string | null {
    return getHeader(this.#list, headerName(required(args, 1)[0]));
  }

  has(...args: [name: string]): boolean {
    return indexOfHeader(this.#list, headerName(required(args, 1)[0])) >= 0;
  }

  append(...args: [name: string, value: string]): void {
    const [name, value] = required(args, 2);
    const key = headerName(name);
    const text = headerValue(value);
    addHeader(this.#changing(), key, text);
  }

  set(...args: [name: string, value: string]): void {
    const [name, value] = required(args, 2);
    const key = headerName(name);
    const text = headerValue(value);
    remove(this.#changing(), key).push(key, text);
  }

  delete(...args: [name: string]): void {
    const key = headerName(required(args, 1)[0]);
    remove(this.#changing(), key);
  }

  getSetCookie(): string[] {
    return valuesOf(this.#list, "set-cookie");
  }

  forEach(
    ...args: [
      callback: (this: unknown, value: string, name: string, headers: Headers) => void,
      self?: unknown,
    ]
  ): void {
    const [callback, self] = required(args, 1);
    if (typeof callback !== "function") throw new TypeError("Headers: callback is not a function.");
    for (const [name, value] of this.entries()) callback.call(self, value, name, this);
  }

  *entries(): Generator<[name: string, value: string]> {
    // Sorts again after a change: the standard's iterators see changes made during iteration.
    for (let index = 0; ; index++) {
      this.#sorted ??= sorted(this.#list);
      const pair = this.#sorted[index];
      if (!pair) return;
      yield [...pair];
    }
  }

  *keys(): Generator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  declare [Symbol.iterator]: () => Generator<[name: string, value: string]>;

  [INSPECT](_depth: number, options: InspectOptions, inspect: Inspect): string {
    const names = this.#list.filter((_, index) => index % 2 === 0);
    const shown = Object.fromEntries(names.map((name) => [name, getHeader(this.#list, name)]));
    return `Headers ${inspect(shown, options)}`;
  }

  #changing(): HeaderList {
    if (this.#immutable) throw new TypeError("Headers are immutable.");
    this.#sorted = undefined;
    return this.#list;
  }
}

Object.defineProperty(Headers.prototype, Symbol.iterator, {
  value: Headers.prototype.entries,
  writable: true,
  configurable: true,
});

function remove(list: HeaderList, name: string): HeaderList {
  for (let index = list.length - 2; index >= 0; index -= 2) if (list[index] === name) list.splice(index, 2);
  return list;
}

function sorted(list: HeaderList): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < list.length; index += 2) {
    pairs.push([list[index] as string, list[index + 1] as string]);
  }
  return pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** WebIDL: too few arguments are an error, even if `undefined` would be valid. @throws TypeError */
function required<Args extends unknown[]>(args: Args, count: number): Args {
  if (args.length < count)
    throw new TypeError(`Headers: ${count} arguments are required, not ${args.length}.`);
  return args;
}
