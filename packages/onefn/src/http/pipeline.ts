import { Invocation } from "../adapter/invocation.js";
import type { AdaptOptions } from "../adapter/options.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { HttpError, isHttpError } from "../errors.js";
import { type Failure, failureOf } from "../failure.js";
import type { AnyFunction } from "../functions/function.js";
import type { HttpFunction } from "../functions/http.js";
import type { Encoding, HttpCodec, Provider } from "../provider/provider.js";
import { answer, errorResponse, isResponse, notRouted } from "./answer.js";
import { RequestContext } from "./http-context.js";
import { judge } from "./judge.js";
import { createRouter, type Route } from "./route.js";

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

/** Where an answer goes: a native result, which is the codec's to make, or a stream's head and body. */
export interface Sink<Result> {
  encode(response: Response, native: never, encoding: Encoding): Result | Promise<Result>;
  /** Answers what `encode` has thrown, once it is logged. What this throws, the provider is told. */
  fail(error: unknown, native: never, encoding: Encoding): Result | Promise<Result>;
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
    const response = respond(codec, native, invocation, route);
    return isResponse(response)
      ? finish(response, invocation, sink)
      : response.then((value) => finish(value, invocation, sink));
  };
}

function respond(
  codec: AnyHttpCodec,
  native: unknown,
  invocation: Invocation,
  route: (request: Request) => Route,
): Response | Promise<Response> {
  let request: Request;
  let found: Route;
  try {
    request = codec.decode(native as never, invocation);
    found = route(request);
  } catch (error) {
    return refuse(invocation, error);
  }
  if (!found.fn) return errorResponse(notRouted(found.allow));
  const { fn, params } = found;
  invocation.fn = fn;
  invocation.bodyLimit = fn.bodyLimit;
  const size = codec.bodySize?.(native as never);
  if (size !== undefined && size > fn.bodyLimit) return errorResponse(tooLarge());
  return answer(fn, request, new RequestContext(invocation, params));
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

function finish<Result>(
  response: Response,
  invocation: Invocation,
  sink: Sink<Result>,
): Result | Promise<Result> {
  try {
    const result = sink.encode(response, invocation.native as never, invocation);
    if (!(result instanceof Promise) && !invocation.pending) {
      invocation.end();
      return result;
    }
    return finishLater(result, invocation, sink, BODY_FAILED);
  } catch (error) {
    return finishLater(Promise.reject(error), invocation, sink, HEAD_INVALID);
  }
}

/** A head is refused at once; what fails later is the body, while it is read. */
const HEAD_INVALID = { code: "ONEFN_RESPONSE_INVALID", reason: "the response could not be sent" };
export const BODY_FAILED = {
  code: "ONEFN_STREAM_FAILED",
  reason: "the response's body failed while it was read",
};

async function finishLater<Result>(
  result: Result | Promise<Result>,
  invocation: Invocation,
  sink: Sink<Result>,
  failure: Failure,
): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    const { level, code, reason } = judge(error, failure, invocation.signal);
    invocation.log(level, reason, { code, error });
    return await sink.fail(error, invocation.native as never, invocation);
  } finally {
    if (invocation.pending) await invocation.settlePending();
    invocation.end();
  }
}

/** What a client is told about a body over `bodyLimit`. */
export function tooLarge(): HttpError {
  return new HttpError(413, "Content Too Large");
}
