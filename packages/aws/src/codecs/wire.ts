import {
  type AdaptOptions,
  type Auth,
  absoluteUrl,
  type Call,
  type CarriedBody,
  carriedBody,
  carriedSize,
  clientBehind,
  createRequest,
  forwardedValue,
  type HttpCodec,
  parseTraceparent,
  type RequestSource,
} from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { fromXRay } from "../trace.js";
import type { ResultBody } from "./body.js";
import { headerOf, headersOf, type WireHeaders } from "./headers.js";
import { encodeWith, type ResultHead, readHead } from "./response.js";
import { escapePath } from "./url.js";

/** Where one HTTP wire's events keep their parts, and what its results are made of. The rest is common to all. */
export interface HttpWire<Event, Result> {
  readonly trigger: string;
  /** Whether an event is of this wire. An event that matches has a method and a path. */
  matches(native: unknown): boolean;
  method(event: Event): string;
  path(event: Event): string;
  /** Percent-encoded, without `?`. */
  query(event: Event): string;
  headers(event: Event): WireHeaders;
  /** The cookies, if the wire keeps them apart from the headers. */
  cookies?(event: Event): readonly string[] | undefined;
  body(event: Event): CarriedBody;
  /** Whether the gateway has truncated the body: its size is then unknown, and `body` throws. */
  isCut?(event: Event): boolean;
  /** Default: `https`, the only scheme of most gateways. */
  scheme?(event: Event): "http" | "https";
  /** The domain that was called, for requests without a Host header. */
  domain?(event: Event): string | undefined;
  /** The address that connected to the gateway. */
  peer(event: Event): string | undefined;
  auth?(event: Event, options: AdaptOptions): Auth | undefined;
  result(head: ResultHead, body: ResultBody, event: Event): Result;
  /** The maximum size of a result in bytes. Default: Lambda's. */
  limit?(event: Event): number;
}

/** The codec of a wire that can also stream. */
export interface StreamingCodec<Event, Result> extends HttpCodec<Event, Result, LambdaContext> {
  method(event: Event): string;
  /** The prelude of a streamed body. */
  head(response: Response, event: Event): object;
}

/** Any codec of a wire that can stream. */
export type AnyStreamingCodec = StreamingCodec<never, unknown>;

/** The codec of a wire that streams. */
export function streamingCodec<Event, Result extends object>(
  wire: HttpWire<Event, Result>,
  prelude: (head: ResultHead) => object,
): StreamingCodec<Event, Result> {
  return {
    ...httpCodec(wire),
    method: wire.method,
    head: (response) => prelude(readHead(response)),
  };
}

/** The codec of a wire. */
export function httpCodec<Event, Result extends object>(
  wire: HttpWire<Event, Result>,
): HttpCodec<Event, Result, LambdaContext> {
  return {
    kind: "http",
    trigger: wire.trigger,
    matches: wire.matches,
    decode: (event, decoding) => createRequest(new WireRequest(wire, event, decoding)),
    method: wire.method,
    encode: (response, { native }) => encodeWith(response, wire, native),
    bodySize: (event, limit) => (wire.isCut?.(event) ? undefined : carriedSize(wire.body(event), limit)),
    context: {
      trace: (event) => {
        const headers = wire.headers(event);
        return (
          parseTraceparent(headerOf(headers, "traceparent"), headerOf(headers, "tracestate")) ??
          fromXRay(headerOf(headers, "x-amzn-trace-id"))
        );
      },
      client: (event, _, { trustedProxies }) => ({
        ip: clientBehind(wire.peer(event), headerOf(wire.headers(event), "x-forwarded-for"), trustedProxies),
        geo: undefined,
      }),
      auth: (event, _, options) => wire.auth?.(event, options),
    },
  };
}

/** An event, as a Request reads it. */
class WireRequest<Event> implements RequestSource {
  readonly #wire: HttpWire<Event, unknown>;
  readonly #event: Event;
  readonly #decoding: Call;

  constructor(wire: HttpWire<Event, unknown>, event: Event, decoding: Call) {
    this.#wire = wire;
    this.#event = event;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#wire.method(this.#event);
  }

  url(): string {
    const wire = this.#wire;
    const event = this.#event;
    const { basePath, trustedProxies } = this.#decoding.options;
    const headers = wire.headers(event);
    const host =
      (trustedProxies && forwardedValue(headerOf(headers, "x-forwarded-host"), trustedProxies)) ||
      headerOf(headers, "host");
    const path = escapePath(wire.path(event));
    const query = wire.query(event);
    return absoluteUrl(
      wire.scheme?.(event) ?? "https",
      host,
      wire.domain?.(event),
      query ? `${path}?${query}` : path,
      basePath,
    );
  }

  header(name: string): string | null {
    const cookies = name === "cookie" && this.#wire.cookies?.(this.#event);
    return cookies && cookies.length > 0
      ? cookies.join("; ")
      : headerOf(this.#wire.headers(this.#event), name);
  }

  *headers(): Iterable<readonly [string, string]> {
    const cookies = this.#wire.cookies?.(this.#event);
    const apart = cookies !== undefined && cookies.length > 0;
    for (const header of headersOf(this.#wire.headers(this.#event))) {
      if (!(apart && header[0] === "cookie")) yield header;
    }
    if (apart) yield ["cookie", cookies.join("; ")];
  }

  leftOut(): void {
    this.#decoding.log("debug", "A request header that HTTP forbids was left out.");
  }

  body(): Uint8Array | string | null {
    return carriedBody(this.#wire.body(this.#event), (base64) => Buffer.from(base64, "base64"), "onefn/aws");
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}
