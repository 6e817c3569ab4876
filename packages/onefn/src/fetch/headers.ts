import { INSPECT } from "../inspect.js";
import { arrivedHeaders, arrivedValue } from "./arrived.js";
import { headerName } from "./header-list.js";
import { standIn } from "./identity.js";
import type { Inspect, InspectOptions } from "./print.js";
import type { RequestSource } from "./source.js";

/** The native Headers that took over when the light ones were listed or changed; before that, undefined. */
export let nativeHeaders: (headers: Headers) => globalThis.Headers | undefined;

let materialize: (headers: Headers) => globalThis.Headers;

type HeaderSource = Pick<RequestSource, "header" | "headers" | "leftOut">;

/** Headers over a source: `get` and `has` ask the source, and native Headers take over for anything else. */
export class Headers {
  #source: HeaderSource;
  #native: globalThis.Headers | undefined;

  static {
    nativeHeaders = (headers) => headers.#native;
    materialize = (headers) => {
      headers.#native ??= new globalThis.Headers(arrivedHeaders(headers.#source));
      return headers.#native;
    };
  }

  constructor(source: HeaderSource) {
    this.#source = source;
  }

  get(name: string): string | null {
    const key = headerName(name);
    if (this.#native) return this.#native.get(key);
    // A source may look into parsed JSON, where a name such as `constructor` finds something that is not a header.
    const value: unknown = this.#source.header(key);
    return typeof value === "string" ? arrivedValue(value) : null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  forEach(
    callback: (this: unknown, value: string, name: string, headers: Headers) => void,
    self?: unknown,
  ): void {
    for (const [name, value] of materialize(this)) callback.call(self, value, name, this);
  }

  [INSPECT](_depth: number, options: InspectOptions, inspect: Inspect): string {
    return inspect(materialize(this), options);
  }
}

for (const name of [
  "append",
  "delete",
  "set",
  "getSetCookie",
  "keys",
  "values",
  "entries",
  Symbol.iterator,
] as const) {
  Object.defineProperty(Headers.prototype, name, {
    value(this: Headers, ...args: never[]) {
      return (materialize(this)[name] as (...args: never[]) => unknown)(...args);
    },
    configurable: true,
  });
}
standIn("Headers", Headers);
