import { createRequest, type Decoding, type HttpCodec, type RequestSource } from "onefn/provider";
import { readers } from "../exchange.js";
import { NodeExchange } from "../node-exchange.js";
import type { Work } from "../work.js";
import { NodeBody } from "./node-body.js";
import { failNode, sendNode } from "./node-response.js";
import { urlOf } from "./url.js";

class NodeSource implements RequestSource {
  readonly #exchange: NodeExchange;
  readonly #decoding: Decoding;

  constructor(exchange: NodeExchange, decoding: Decoding) {
    this.#exchange = exchange;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#exchange.request.method as string;
  }

  url(): string {
    const { request } = this.#exchange;
    const secure = (request.socket as { readonly encrypted?: boolean }).encrypted === true;
    return urlOf(this.#exchange, request.url as string, secure, this.#decoding.options);
  }

  header(name: string): string | null {
    return this.#exchange.header(name);
  }

  headers(): Iterable<readonly [string, string]> {
    return this.#exchange.headers();
  }

  body(): NodeBody | null {
    return bodySize(this.#exchange) === 0 ? null : new NodeBody(this.#exchange, this.#decoding);
  }

  // Not the context's, which also tells that the server stops: what is handed on with the request may finish.
  signal(): AbortSignal {
    return this.#exchange.gone;
  }
}

/** Bytes of the body; undefined where it comes in chunks and only its end will tell. */
function bodySize({ request }: NodeExchange): number | undefined {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding !== undefined) return undefined;
  return length === undefined ? 0 : Number(length);
}

/** node:http, which `serve` listens with on Node. Its result is the response that has been written. */
export const node: HttpCodec<NodeExchange, void, Work | undefined> = {
  arity: "single",
  trigger: "node",
  matches: (native) => native instanceof NodeExchange,
  decode: (exchange, decoding) => createRequest(new NodeSource(exchange, decoding)),
  encode: (response, exchange) => sendNode(response, exchange),
  fail: (error, exchange) => failNode(error, exchange),
  bodySize,
  context: readers,
};
