import { abortNode, headerOf, headersOf, NodeBody, sendNode, urlOf } from "@onefn/server/node";
import { type Call, clientBehind, createRequest, type HttpCodec, type RequestSource } from "onefn/provider";
import { authOf } from "../auth.js";
import { FrameworkCall } from "../framework-call.js";
import { traceOf } from "../trace.js";

/** What can stand in a log line and in a header again: clients can send an execution id too. */
const EXECUTION_ID = /^[\w-]{1,64}$/;

class FrameworkSource implements RequestSource {
  readonly #call: FrameworkCall;
  readonly #decoding: Call;

  constructor(call: FrameworkCall, decoding: Call) {
    this.#call = call;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#call.request.method as string;
  }

  url(): string {
    const { request, behindFrontEnd } = this.#call;
    const header = (name: string) => headerOf(request, name);
    return urlOf(
      { header },
      request.originalUrl ?? (request.url as string),
      behindFrontEnd,
      this.#decoding.options,
    );
  }

  header(name: string): string | null {
    const { request } = this.#call;
    return ofBody(name) && isInflated(this.#call) ? null : headerOf(request, name);
  }

  *headers(): Iterable<readonly [string, string]> {
    const inflated = isInflated(this.#call);
    for (const header of headersOf(this.#call.request)) {
      if (!(inflated && ofBody(header[0]))) yield header;
    }
  }

  body(): Uint8Array | NodeBody | null {
    if (bodySize(this.#call) === 0) return null;
    return this.#call.request.rawBody ?? new NodeBody(this.#call, this.#decoding);
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}

/** The framework decompresses the bodies that it reads: the headers that describe the compressed bytes would mislead. */
function isInflated({ request: { rawBody, headers } }: FrameworkCall): boolean {
  return rawBody !== undefined && (headers["content-encoding"] ?? "identity") !== "identity";
}

function ofBody(name: string): boolean {
  return name === "content-encoding" || name === "content-length";
}

/** Bytes of the body; undefined where it is unread and comes in chunks. */
function bodySize({ request: { rawBody, headers } }: FrameworkCall): number | undefined {
  if (rawBody) return rawBody.length;
  return headers["transfer-encoding"] === undefined ? Number(headers["content-length"] ?? 0) : undefined;
}

/** What functions-framework gives an http function; its result is the response that has been written. */
export const functionsFramework: HttpCodec<FrameworkCall, void, undefined> = {
  kind: "http",
  trigger: "http",
  matches: (native) => native instanceof FrameworkCall,
  decode: (call, decoding) => createRequest(new FrameworkSource(call, decoding)),
  method: ({ request }) => request.method as string,
  // Once an answer has left, Cloud Run takes the CPU away: what was given to waitUntil has to be done before.
  encode: (response, call) => sendNode(response, call.native, () => call.settled()),
  abort: abortNode,
  bodySize,
  context: {
    functionName: ({ env }) => env.K_SERVICE ?? env.FUNCTION_TARGET,
    requestId: ({ request: { executionId } }) =>
      executionId && EXECUTION_ID.test(executionId) ? executionId : undefined,
    remainingMs: (call) => call.remainingMs,
    disconnect: (call) => call.gone,
    trace: ({ request }) => traceOf(request),
    client: (call, _, { trustedProxies }) => ({
      ip: clientBehind(call.peer, call.forwardedFor, trustedProxies),
      geo: undefined,
    }),
    auth: ({ request }, _, options) => authOf(request, options),
    env: ({ env }) => env,
  },
};
