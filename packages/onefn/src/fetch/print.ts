import { DEFAULT_OPTIONS } from "./request-options.js";

/** Node's `inspect`, passed in so that `node:util` need not be loaded. */
export type Inspect = (value: unknown, options: InspectOptions) => string;

/** The options that Node passes to it. */
export interface InspectOptions {
  readonly depth: number | null;
}

/** What `console.log` prints for a light Request or Response: the same as for Node's own. */
export function print(object: object, options: InspectOptions, inspect: Inspect): string {
  const shown: Record<string, unknown> = {};
  for (const member of "status" in object ? RESPONSE : REQUEST) shown[member] = Reflect.get(object, member);
  const name = Reflect.get(object, Symbol.toStringTag);
  return `${name} ${inspect(shown, { ...options, depth: options.depth ?? 2 })}`;
}

const RESPONSE = "status statusText headers body bodyUsed ok redirected type url".split(" ");
// The first is `duplex`, which Node does not print.
const REQUEST = ["method", "url", "headers", ...Object.keys(DEFAULT_OPTIONS).slice(1), "signal"];
