import { Buffer } from "node:buffer";
import { type Call, carriedBody, type RequestSource, resolveUrl } from "onefn/provider";
import type { NetlifyEvent } from "../platform.js";

/** An event, as a Request reads it. */
export class EventRequest implements RequestSource {
  readonly #event: NetlifyEvent;
  readonly #decoding: Call;

  constructor(event: NetlifyEvent, decoding: Call) {
    this.#event = event;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#event.httpMethod;
  }

  url(): string {
    return resolveUrl(this.#event.rawUrl, this.#decoding.options.basePath);
  }

  header(name: string): string | null {
    return headerOf(this.#event, name);
  }

  headers(): Iterable<readonly [string, string]> {
    return linesOf(this.#event);
  }

  leftOut(): void {
    this.#decoding.log("debug", "A request header that HTTP forbids was left out.");
  }

  body(): Uint8Array | string | null {
    return carriedBody(this.#event, (base64) => Buffer.from(base64, "base64"), "onefn/netlify/v1");
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}

/** One header's value, repeated ones joined as in HTTP, or null. `name` is in lower case. */
export function headerOf(event: NetlifyEvent, name: string): string | null {
  let found: string | null = null;
  for (const [each, value] of linesOf(event)) {
    if (each === name) found = found === null ? value : `${found}${name === "cookie" ? "; " : ", "}${value}`;
  }
  return found;
}

/** All headers in lower case, repeated ones repeatedly. The event's plain `headers` have only the last value. */
function* linesOf({ headers, multiValueHeaders }: NetlifyEvent): Iterable<readonly [string, string]> {
  for (const [name, value] of Object.entries(multiValueHeaders ?? headers)) {
    for (const each of typeof value === "string" ? [value] : (value ?? [])) yield [name.toLowerCase(), each];
  }
}
