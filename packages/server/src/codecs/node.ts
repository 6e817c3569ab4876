import { type Call, createRequest, type HttpCodec, type RequestSource } from "onefn/provider";
import { NodeServerCall } from "../node-server-call.js";
import { readers } from "../server-call.js";
import type { Work } from "../work.js";
import { NodeBody } from "./node-body.js";
import { abortNode, sendNode } from "./node-response.js";
import { urlOf } from "./url.js";

class NodeSource implements RequestSource {
  readonly #call: NodeServerCall;
  readonly #decoding: Call;

  constructor(call: NodeServerCall, decoding: Call) {
    this.#call = call;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#call.request.method as string;
  }

  url(): string {
    const { request } = this.#call;
    const secure = (request.socket as { readonly encrypted?: boolean }).encrypted === true;
    return urlOf(this.#call, request.url as string, secure, this.#decoding.options);
  }

  header(name: string): string | null {
    return this.#call.header(name);
  }

  headers(): Iterable<readonly [string, string]> {
    return this.#call.headers();
  }

  body(): NodeBody | null {
    return bodySize(this.#call) === 0 ? null : new NodeBody(this.#call, this.#decoding);
  }

  // Not the context's, which also aborts when the server stops: a forwarded request may finish.
  signal(): AbortSignal {
    return this.#call.gone;
  }
}

/** Bytes of the body; undefined if it is chunked. */
function bodySize({ request }: NodeServerCall): number | undefined {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding !== undefined) return undefined;
  return length === undefined ? 0 : Number(length);
}

/** node:http, which `serve` uses on Node. Its result is the response that was written. */
export const node: HttpCodec<NodeServerCall, void, Work | undefined> = {
  kind: "http",
  trigger: "node",
  matches: (native) => native instanceof NodeServerCall,
  decode: (call, decoding) => createRequest(new NodeSource(call, decoding)),
  method: ({ request }) => request.method as string,
  encode: (response, { native }) => sendNode(response, native),
  abort: abortNode,
  bodySize,
  context: readers,
};
