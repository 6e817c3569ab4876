import { Invocation } from "../adapter/invocation.js";
import type { AdaptOptions } from "../adapter/options.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { InvocationContext } from "../context/invocation-context.js";
import { HttpError, OnefnError } from "../errors.js";
import type { AnyFunction } from "../functions/function.js";
import type { HttpFunction } from "../functions/http.js";
import type { HttpCodec, Provider } from "../provider/provider.js";
import { answer, errorResponse, notRouted } from "./answer.js";
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
      return codecs.map(
        (codec) => (native, nativeContext) =>
          handle(codec, native, nativeContext, (response) => codec.encode(response, native as never)),
      );
    },
  };
}

/** Writes a Response where it belongs: a native result, or a stream's head and body. */
export type Encode<Result> = (response: Response) => Result | Promise<Result>;

/** One path for buffered and streamed answers: they differ in `encode` alone. */
export function bindHttp(functions: readonly AnyFunction[], provider: Provider, options: AdaptOptions) {
  const route = createRouter(functions as readonly HttpFunction[]);

  return function handle<Result>(
    codec: AnyHttpCodec,
    native: unknown,
    nativeContext: unknown,
    encode: Encode<Result>,
  ): Result | Promise<Result> {
    const invocation = new Invocation(provider, codec.context as never, native, nativeContext, options);
    const response = respond(codec, native, invocation, route);
    return response instanceof Promise
      ? response.then((value) => finish(value, codec, invocation, encode))
      : finish(response, codec, invocation, encode);
  };
}

function respond(
  codec: AnyHttpCodec,
  native: unknown,
  invocation: Invocation,
  route: (path: () => string, method: string) => Route,
): Response | Promise<Response> {
  let request: Request;
  let found: Route;
  try {
    request = codec.decode(native as never, invocation);
    found = route(() => pathOf(request.url), request.method);
  } catch (error) {
    return refuse(invocation, error);
  }
  if (!found.fn) return errorResponse(notRouted(found.allow));
  const { fn, params } = found;
  invocation.fn = fn;
  invocation.bodyLimit = fn.bodyLimit;
  const size = codec.bodySize?.(native as never);
  if (size !== undefined && size > fn.bodyLimit) return errorResponse(tooLarge());
  return answer(fn, request, new InvocationContext(invocation, params));
}

/** A request that cannot be decoded is the client's mistake or the gateway's; its details go to the log alone. */
function refuse(invocation: Invocation, error: unknown): Response {
  const code = error instanceof OnefnError ? error.code : "ONEFN_MALFORMED_EVENT";
  const reason = error instanceof Error ? error.message : "the event could not be decoded";
  invocation.log("error", reason, { code, error });
  return errorResponse(new HttpError(400, "Bad Request"));
}

function finish<Result>(
  response: Response,
  codec: AnyHttpCodec,
  invocation: Invocation,
  encode: Encode<Result>,
): Result | Promise<Result> {
  let result: Result | Promise<Result>;
  try {
    result = encode(response);
  } catch (error) {
    result = fail<Result>(error, codec, invocation);
  }
  if (result instanceof Promise) {
    return result
      .catch((error: unknown) => fail<Result>(error, codec, invocation))
      .then((value) => conclude(value, invocation));
  }
  return conclude(result, invocation);
}

function conclude<Result>(
  result: Result | Promise<Result>,
  invocation: Invocation,
): Result | Promise<Result> {
  if (!invocation.pending && !(result instanceof Promise)) {
    invocation.end();
    return result;
  }
  return concludeLater(result, invocation);
}

async function concludeLater<Result>(
  result: Result | Promise<Result>,
  invocation: Invocation,
): Promise<Result> {
  const value = await result;
  if (invocation.pending) await invocation.settlePending();
  invocation.end();
  return value;
}

function fail<Result>(error: unknown, codec: AnyHttpCodec, invocation: Invocation): Result | Promise<Result> {
  const code = error instanceof OnefnError ? error.code : "ONEFN_RESPONSE_INVALID";
  const reason = error instanceof Error ? error.message : "the response could not be sent";
  invocation.log("error", reason, { code, error });
  return codec.fail(error, invocation.native as never) as Result | Promise<Result>;
}

/** What a client is told about a body over `bodyLimit`. */
export function tooLarge(): HttpError {
  return new HttpError(413, "Content Too Large");
}

/** The path of an absolute URL, as it stands in it. */
function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start === -1) return "/";
  const end = url.slice(start).search(/[?#]/);
  return end === -1 ? url.slice(start) : url.slice(start, start + end);
}
