import { Body, contentOf, isStreaming, mixBody, nativeOf, release } from "./body.js";
import { type Content, tagOf } from "./content.js";
import { isToken } from "./header-list.js";
import { Headers } from "./headers.js";
import { DEFAULT_OPTIONS, type RequestOptions, refuse, requestOptions } from "./request-options.js";
import { dictionary } from "./response-parts.js";
import type { RequestSource } from "./source.js";

/** A Request over a native event. Nothing of the event is read until it is needed. */
export let requestOver: (source: RequestSource) => Request;

/** The options of a light Request; undefined for anything else. */
export let optionsOf: (input: unknown) => RequestOptions | undefined;

/** Mark calls of the constructor from this file: the argument is a source, or the parts of the Request. */
const OVER = {};
const MADE_OF = {};

interface Parts {
  readonly view: View;
  readonly content: Content | RequestSource;
  readonly options: RequestOptions;
  readonly streaming: boolean;
  /** Absent if the view is a RequestSource, which has its own. */
  readonly headers: globalThis.Headers | undefined;
}

type View = Pick<RequestSource, "method" | "url"> & { signal?(): AbortSignal | null | undefined };

/** The Fetch standard's Request, over a native event or from constructor arguments. */
export class Request extends Body {
  readonly #view: View;
  readonly #options: RequestOptions;
  #headers: Headers | globalThis.Headers | undefined;
  #url: string | undefined;
  #signal: AbortSignal | undefined;

  static {
    requestOver = (source) => new Request(source, OVER);
    optionsOf = (input) =>
      typeof input === "object" && input !== null && #options in input ? input.#options : undefined;
  }

  constructor(input: unknown, init?: RequestInit | null) {
    if (init === OVER) {
      super(input as RequestSource);
      this.#view = input as RequestSource;
      this.#options = DEFAULT_OPTIONS;
      return;
    }
    const parts = init === MADE_OF ? (input as Parts) : make(input, dictionary(init));
    super(parts.content, parts.streaming);
    this.#view = parts.view;
    this.#options = parts.options;
    this.#headers = parts.headers;
  }

  get method(): string {
    return this.#view.method;
  }

  get url(): string {
    this.#url ??= this.#view.url();
    return this.#url;
  }

  get headers(): Headers | globalThis.Headers {
    this.#headers ??= new Headers(this.#view as RequestSource);
    return this.#headers;
  }

  get signal(): AbortSignal {
    // Not from AbortSignal.any, whose listeners Node 20 never frees, and not held: docs/decisions/signals.md.
    const followed = this.#view.signal?.();
    if (followed) return followed;
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  clone(): Request {
    const content = contentOf(this) === null ? null : nativeOf(this).clone();
    const headers = this.#headers && new globalThis.Headers([...(this.#headers as globalThis.Headers)]);
    const parts: Parts = {
      view: this.#view,
      content,
      streaming: isStreaming(this),
      options: this.#options,
      headers,
    };
    return new Request(parts, MADE_OF);
  }
}

mixBody(Request.prototype);
for (const name in DEFAULT_OPTIONS) {
  Object.defineProperty(Request.prototype, name, {
    get() {
      return optionsOf(this)?.[name];
    },
    configurable: true,
  });
}

/** The constructor's steps. @see https://fetch.spec.whatwg.org/#dom-request */
function make(input: unknown, init: Partial<RequestInit & { duplex: unknown }>): Parts {
  const from = asRequest(input);
  const url = from ? from.url : toUrl(`${input}`);
  const options = requestOptions(init, (optionsOf(from) ?? from ?? DEFAULT_OPTIONS) as RequestOptions);
  const method = init.method === undefined ? (from?.method ?? "GET") : toMethod(`${init.method}`);
  refuse(
    init.mode === "no-cors" && !["GET", "HEAD", "POST"].includes(method),
    "no-cors allows only GET, HEAD and POST",
  );
  const { body = null, signal } = init;
  refuse((signal ?? undefined) !== undefined && tagOf(signal) !== "AbortSignal", "invalid signal");
  const inherits = body === null && from !== undefined && !isBodiless(from.method) && hasBody(from);
  refuse((inherits || body !== null) && isBodiless(method), "GET and HEAD have no body");
  const isStream = Object(body) === body && Symbol.asyncIterator in (body as object);
  refuse(
    isStream && (init.duplex === undefined || options.keepalive),
    'a stream needs duplex: "half" and no keepalive',
  );
  const streaming = inherits ? streams(from) : isStream;
  refuse(streaming && options.mode === "no-cors", "no-cors allows no stream");
  // The native Response checks and converts headers and bodies.
  const headers = init.headers === undefined ? from?.headers : init.headers;
  const carrier = new globalThis.Response(body, headers === undefined ? {} : { headers });
  return {
    view: { method, url: () => url, signal: () => (signal === undefined ? from?.signal : signal) },
    content: inherits ? passOn(from) : body === null ? null : carrier,
    streaming,
    options,
    headers: carrier.headers,
  };
}

/** The Request given instead of a URL: a light one, or any other implementation's. */
function asRequest(input: unknown): globalThis.Request | undefined {
  return optionsOf(input) || tagOf(input) === "Request" ? (input as globalThis.Request) : undefined;
}

function toUrl(input: string): string {
  const url = new URL(input);
  refuse(url.username || url.password, "the URL has credentials");
  return url.href;
}

function toMethod(method: string): string {
  const upper = method.toUpperCase();
  refuse(!isToken(method) || /^(CONNECT|TRACE|TRACK)$/.test(upper), "invalid method");
  return /^(DELETE|GET|HEAD|OPTIONS|POST|PUT)$/.test(upper) ? upper : method;
}

function isBodiless(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

function hasBody(from: globalThis.Request): boolean {
  return (optionsOf(from) ? contentOf(from as unknown as Request) : from.body) !== null;
}

function streams(from: globalThis.Request): boolean {
  return !optionsOf(from) || isStreaming(from as unknown as Request);
}

/** Moves the body to another Request; it counts as read in the first. */
function passOn(from: globalThis.Request): Content {
  if (optionsOf(from)) return release(from as unknown as Request);
  refuse(from.bodyUsed, "the body was already read");
  return (from.body as ReadableStream<Uint8Array>).pipeThrough(new TransformStream());
}
