import { Invocation } from "../adapter/invocation.js";
import type { AdaptOptions } from "../adapter/options.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { HttpError, isHttpError } from "../errors.js";
import { failureOf } from "../failure.js";
import type { AnyFunction } from "../functions/function.js";
import type { HttpFunction } from "../functions/http.js";
import type { HttpCodec, Provider } from "../provider/provider.js";
import { answer, errorResponse, notRouted } from "./answer.js";
import { requestContext } from "./http-context.js";
import { createRouter, type Route } from "./route.js";
import { type Sink, send } from "./send.js";

/** Any http codec; the wire's types are its own business. */
export type AnyHttpCodec = HttpCodec<never, unknown, never>;

/** Runs http: native event, decode, route, handler, encode, native result. */
export function httpPipeline(codecs: readonly AnyHttpCodec[]): Pipeline {
  return {
    kind: "http",
    codecs,
    bind(functions, provider, options) {
      const handle = bindHttp(functions, provider, options);
      return codecs.map((codec) => (native, nativeContext) => handle(codec, native, nativeContext, codec));
    },
  };
}

/** One path for buffered and streamed answers: they differ in their sink alone. */
export function bindHttp(functions: readonly AnyFunction[], provider: Provider, options: AdaptOptions) {
  const route = createRouter(functions as readonly HttpFunction[]);

  return function handle<Result>(
    codec: AnyHttpCodec,
    native: unknown,
    nativeContext: unknown,
    sink: Sink<Result>,
  ): Result | Promise<Result> {
    const invocation = new Invocation(provider, codec.context as never, native, nativeContext, options);
    let request: Request;
    let found: Route;
    let size: number | undefined;
    try {
      request = codec.decode(native as never, invocation);
      found = route(request);
      if (found.fn) size = codec.bodySize?.(native as never, found.fn.bodyLimit);
    } catch (error) {
      return send(refuse(invocation, error), invocation, sink);
    }
    if (!found.fn) return send(errorResponse(notRouted(found.allow)), invocation, sink);
    const { fn, params } = found;
    invocation.fn = fn;
    invocation.bodyLimit = fn.bodyLimit;
    if (size !== undefined && size > fn.bodyLimit) return send(errorResponse(tooLarge()), invocation, sink);
    return answer(fn, request, requestContext(invocation, params), invocation, sink);
  };
}

/**
 * A request that cannot be decoded is the client's mistake or the gateway's; its details go to the log alone. A codec
 * that knows what is wrong says so by an HttpError with a cause.
 */
function refuse(invocation: Invocation, error: unknown): Response {
  const known = isHttpError(error) ? error : new HttpError(400, "Bad Request", { cause: error });
  const { code, reason } = failureOf(known.cause, UNDECODABLE);
  invocation.log("error", reason, { code, error });
  return errorResponse(known);
}

const UNDECODABLE = { code: "ONEFN_MALFORMED_EVENT", reason: "the event could not be decoded" };

/** What a client is told about a body over `bodyLimit`. */
export function tooLarge(): HttpError {
  return new HttpError(413, "Content Too Large");
}
