import type { HttpContext } from "../context/context.js";
import { type Additions, compose, type HttpMiddleware } from "../middleware.js";
import { checkHandler, checkHttp } from "./check.js";
import { type AnyFunction, branded, type MaybePromise } from "./function.js";

/** Bytes that a request's body may have unless `bodyLimit` says otherwise: 10 MiB. */
export const DEFAULT_BODY_LIMIT = 10 * 1024 * 1024;

/** A function that answers http requests. `Params` are the named parts of its path. */
export interface HttpFunction<Params = never> extends AnyFunction {
  readonly kind: "http";
  readonly trigger: {
    readonly path: string | undefined;
    readonly methods: readonly string[] | undefined;
  };
  readonly bodyLimit: number;
  readonly onError: OnError | undefined;
  /** The handler with its middleware around it: a unit test calls it with a Request and `createContext()`. */
  readonly handler: (request: Request, context: HttpContext<Params>) => MaybePromise<Response>;
}

/**
 * Answers what a handler threw, by a Response or by throwing an HttpError. Returning nothing leaves it to onefn
 * (HttpError's own answer, else a plain 500).
 */
export type OnError = (
  error: unknown,
  request: Request,
  context: HttpContext,
) => MaybePromise<Response | undefined>;

/** Options of {@link http}. */
export interface HttpOptions<
  Path extends string = string,
  Use extends readonly HttpMiddleware[] = readonly HttpMiddleware[],
> {
  /** For logs and deployments. */
  readonly name?: string | undefined;
  /**
   * The paths that it answers: `/orders/:id`, `/files/*` (the rest is `params["*"]`), `/docs/:page?`.
   * Another path is answered 404. Default: every path.
   */
  readonly path?: Path | undefined;
  /** The methods that it answers; GET includes HEAD. Another is answered 405. Default: every method. */
  readonly methods?: readonly string[] | undefined;
  /** Bytes that the body may have; a larger one is answered 413. Default: {@link DEFAULT_BODY_LIMIT}. */
  readonly bodyLimit?: number | undefined;
  /** Middleware, the first outermost. */
  readonly use?: readonly [...Use] | undefined;
  /** Answers what the handler or its middleware threw. */
  readonly onError?: OnError | undefined;
}

/** The names in a path: `PathParams<"/orders/:id">` is `{ id: string }`. */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : { readonly [Name in ParamName<Path, "required">]: string } & {
      readonly [Name in ParamName<Path, "optional">]?: string;
    };

type ParamName<Path extends string, Need> = Path extends `${infer Segment}/${infer Rest}`
  ? SegmentName<Segment, Need> | ParamName<Rest, Need>
  : SegmentName<Path, Need>;

type SegmentName<Segment extends string, Need> = Segment extends `:${infer Name}?`
  ? Need extends "optional"
    ? Name
    : never
  : Segment extends `:${infer Name}.${string}`
    ? Need extends "required"
      ? Name
      : never
    : Segment extends `:${infer Name}`
      ? Need extends "required"
        ? Name
        : never
      : Segment extends "*"
        ? Need extends "required"
          ? "*"
          : never
        : never;

/**
 * Defines a function that answers http requests by the Fetch standard.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function, and for options that cannot be meant.
 * @example
 * export const hello = http({ path: "/hello/:name" }, (request, context) => json({ hello: context.params.name }));
 * @example
 * export const app = http(honoApp.fetch); // any Fetch handler, unchanged
 */
export function http(
  handler: (request: Request, context: HttpContext) => MaybePromise<Response>,
): HttpFunction<Readonly<Record<string, string>>>;
export function http<
  const Path extends string = string,
  const Use extends readonly HttpMiddleware[] = readonly HttpMiddleware[],
>(
  options: HttpOptions<Path, Use>,
  handler: (
    request: Request,
    context: HttpContext<PathParams<Path>> & Additions<Use>,
  ) => MaybePromise<Response>,
): HttpFunction<PathParams<Path>>;
export function http(...args: readonly [HttpHandler] | readonly [HttpOptions, HttpHandler]): HttpFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const { name, path, methods, use, onError, bodyLimit = DEFAULT_BODY_LIMIT } = options;
  checkHandler("[onefn] http", handler, use);
  checkHttp({ bodyLimit, onError }, methods);
  return branded({
    kind: "http",
    name,
    trigger: { path, methods: methods?.map((method) => method.toUpperCase()) },
    bodyLimit,
    onError,
    handler: use ? compose(use, handler) : handler,
  });
}

type HttpHandler = (request: Request, context: HttpContext<never>) => MaybePromise<Response>;
