import { failNode, headerOf, headersOf, NodeBody, sendNode, urlOf } from "@onefn/server/node";
import {
  clientBehind,
  createRequest,
  type Decoding,
  type HttpCodec,
  type RequestSource,
} from "onefn/provider";
import { authOf } from "../auth.js";
import { Exchange } from "../exchange.js";
import { traceOf } from "../trace.js";

/** What can stand in a log line and in a header again: clients can send an execution id too. */
const EXECUTION_ID = /^[\w-]{1,64}$/;

class FrameworkSource implements RequestSource {
  readonly #exchange: Exchange;
  readonly #decoding: Decoding;

  constructor(exchange: Exchange, decoding: Decoding) {
    this.#exchange = exchange;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#exchange.request.method as string;
  }

  url(): string {
    const { request, behindFrontEnd } = this.#exchange;
    const header = (name: string) => headerOf(request, name);
    return urlOf(
      { header },
      request.originalUrl ?? (request.url as string),
      behindFrontEnd,
      this.#decoding.options,
    );
  }

  header(name: string): string | null {
    const { request } = this.#exchange;
    return ofBody(name) && isInflated(this.#exchange) ? null : headerOf(request, name);
  }

  *headers(): Iterable<readonly [string, string]> {
    const inflated = isInflated(this.#exchange);
    for (const header of headersOf(this.#exchange.request)) {
      if (!(inflated && ofBody(header[0]))) yield header;
    }
  }

  body(): Uint8Array | NodeBody | null {
    if (bodySize(this.#exchange) === 0) return null;
    return this.#exchange.request.rawBody ?? new NodeBody(this.#exchange, this.#decoding);
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}

/** What the framework has read, it has decompressed: the headers that describe what was sent would mislead. */
function isInflated({ request: { rawBody, headers } }: Exchange): boolean {
  return rawBody !== undefined && (headers["content-encoding"] ?? "identity") !== "identity";
}

function ofBody(name: string): boolean {
  return name === "content-encoding" || name === "content-length";
}

/** Bytes of the body; undefined where it is unread and comes in chunks. */
function bodySize({ request: { rawBody, headers } }: Exchange): number | undefined {
  if (rawBody) return rawBody.length;
  return headers["transfer-encoding"] === undefined ? Number(headers["content-length"] ?? 0) : undefined;
}

/** What functions-framework gives an http function; its result is the response that has been written. */
export const functionsFramework: HttpCodec<Exchange, void, undefined> = {
  arity: "single",
  trigger: "http",
  matches: (native) => native instanceof Exchange,
  decode: (exchange, decoding) => createRequest(new FrameworkSource(exchange, decoding)),
  // Once an answer has left, Cloud Run takes the CPU away: what was given to waitUntil has to be done before.
  encode: (response, exchange, encoding) => sendNode(response, exchange, () => encoding.settled()),
  fail: (error, exchange, encoding) => failNode(error, exchange, () => encoding.settled()),
  bodySize,
  context: {
    functionName: ({ env }) => env.K_SERVICE ?? env.FUNCTION_TARGET,
    requestId: ({ request: { executionId } }) =>
      executionId && EXECUTION_ID.test(executionId) ? executionId : undefined,
    remainingMs: (exchange) => exchange.remainingMs,
    disconnect: (exchange) => exchange.gone,
    trace: ({ request }) => traceOf(request),
    client: (exchange, _, { trustedProxies }) => ({
      ip: clientBehind(exchange.peer, exchange.forwardedFor, trustedProxies),
      geo: undefined,
    }),
    auth: ({ request }, _, options) => authOf(request, options),
    env: ({ env }) => env,
  },
};
