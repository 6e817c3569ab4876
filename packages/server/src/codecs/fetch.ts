import {
  createRequest,
  type Decoding,
  errorResponse,
  type HttpCodec,
  limitBody,
  type RequestSource,
} from "onefn/provider";
import { readers } from "../exchange.js";
import { FetchExchange } from "../fetch-exchange.js";
import type { Work } from "../work.js";
import { urlOf } from "./url.js";

class FetchSource implements RequestSource {
  readonly #exchange: FetchExchange;
  readonly #decoding: Decoding;

  constructor(exchange: FetchExchange, decoding: Decoding) {
    this.#exchange = exchange;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#exchange.request.method;
  }

  url(): string {
    const { protocol, origin, href } = new URL(this.#exchange.request.url);
    const target = href.slice(origin.length);
    return urlOf(this.#exchange, target, protocol === "https:", this.#decoding.options);
  }

  header(name: string): string | null {
    return this.#exchange.header(name);
  }

  headers(): Iterable<readonly [string, string]> {
    return this.#exchange.request.headers;
  }

  body(): ReadableStream<Uint8Array> | null {
    const { body } = this.#exchange.request;
    // The limit is that of the function, which is found after this Request is made.
    return body && limitBody(body as ReadableStream<Uint8Array>, () => this.#decoding.bodyLimit);
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}

/** The handler's Request is the server's own, unless something about it has to change. */
function decode(exchange: FetchExchange, decoding: Decoding): Request {
  const { request } = exchange;
  const { basePath, trustedProxies } = decoding.options;
  const asItIs = !basePath && !trustedProxies && (bodySize(exchange) !== undefined || !request.body);
  return asItIs ? request : createRequest(new FetchSource(exchange, decoding));
}

/** Bytes of the body, which the server's parser has compared with what came; undefined for a chunked one. */
function bodySize({ request }: FetchExchange): number | undefined {
  const length = request.headers.get("content-length");
  return length === null ? undefined : Number(length);
}

/** The Fetch standard, as Bun, Deno and other servers speak it. */
export const fetch: HttpCodec<FetchExchange, Response, Work | undefined> = {
  arity: "single",
  trigger: "fetch",
  matches: (native) => native instanceof FetchExchange,
  decode,
  encode: (response) => response,
  fail: errorResponse,
  bodySize,
  context: readers,
};
