import { Invocation } from "../adapter/invocation.js";
import type { AdaptOptions } from "../adapter/options.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { HttpError, isHttpError } from "../errors.js";
import { failureOf } from "../failure.js";
import type { AnyFunction } from "../kinds/function.js";
import type { HttpFunction } from "../kinds/http.js";
import type { AnyHttpCodec } from "../provider/codec.js";
import type { Provider } from "../provider/provider.js";
import { answer } from "./answer.js";
import { errorResponse, notRouted, tooLarge } from "./error-response.js";
import { requestContext } from "./http-context.js";
import { createRouter, type Route } from "./route.js";
import { type Sink, send } from "./send.js";

/** Runs http: native event, decode, route, handler, encode, native result. */
export function httpPipeline(codecs: readonly AnyHttpCodec[]): Pipeline {
  return {
    kinds: ["http"],
    codecs,
    bind(functions, provider, options) {
      const handle = bindHttp(functions, provider, options);
      return codecs.map((codec) => (native, nativeContext) => handle(codec, native, nativeContext, codec));
    },
  };
}

/** One path for buffered and streamed responses: only their sink differs. */
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
      request = codec.decode(native as never, invocation as never);
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
 * A request that cannot be decoded is an error of the client or the gateway; only the log has the details. A codec
 * that knows the cause throws an HttpError with it.
 */
function refuse(invocation: Invocation, error: unknown): Response {
  const known = isHttpError(error) ? error : new HttpError(400, "Bad Request", { cause: error });
  const { code, reason } = failureOf(known.cause, UNDECODABLE);
  invocation.log("error", reason, { code, error });
  return errorResponse(known);
}

const UNDECODABLE = { code: "ONEFN_MALFORMED_EVENT", reason: "the event could not be decoded" };
