import type { HttpContext } from "../context/context.js";
import { relayable } from "../http/relayable.js";
import { type Additions, compose, type HttpMiddleware } from "../middleware.js";
import type { Schema } from "../schema.js";
import type { Answer } from "./answer.js";
import { checkHandler, checkHttp } from "./check.js";
import { type AnyFunction, branded, type MaybePromise } from "./function.js";
import { checkInput, type InputOptions, type Validated } from "./input.js";
import { type PathParams, parsePath, type ValidPath } from "./path.js";

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
  Json extends MaybeSchema = MaybeSchema,
  Form extends MaybeSchema = MaybeSchema,
  Query extends MaybeSchema = MaybeSchema,
  Params extends MaybeSchema = MaybeSchema,
> extends InputOptions<Json, Form, Query, Params> {
  /** For logs and deployments. */
  readonly name?: string | undefined;
  /**
   * The paths that it answers: `/orders/:id`, `/photos/:name.jpg`, `/docs/:page?` (at the end alone), `/files/*` (the
   * rest is `params["*"]`). Every other character stands for itself, however a client encodes it; letter case counts,
   * a slash at the end does not. Another path is answered 404. Default: every path.
   */
  readonly path?: ValidPath<Path> | undefined;
  /** The methods that it answers; GET includes HEAD. Another is answered 405. Default: every method. */
  readonly methods?: readonly string[] | undefined;
  /** Bytes that the body may have; a larger one is answered 413. Default: {@link DEFAULT_BODY_LIMIT}. */
  readonly bodyLimit?: number | undefined;
  /** Middleware, the first outermost. */
  readonly use?: readonly [...Use] | undefined;
  /** Answers what the handler or its middleware threw. */
  readonly onError?: OnError | undefined;
}

/**
 * Defines a function that answers http requests by the Fetch standard.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a handler that is no function, and for options that cannot be meant.
 * @example
 * export const hello = http({ path: "/hello/:name" }, (request, context) => json({ hello: context.params.name }));
 * @example
 * export const app = http(honoApp.fetch); // any Fetch handler, unchanged
 */
export function http<Answered = MaybePromise<Response>>(
  handler: (request: Request, context: HttpContext) => Answer<Answered>,
): HttpFunction<Readonly<Record<string, string>>>;
export function http<
  const Path extends string = string,
  const Use extends readonly HttpMiddleware[] = readonly HttpMiddleware[],
  Json extends MaybeSchema = undefined,
  Form extends MaybeSchema = undefined,
  Query extends MaybeSchema = undefined,
  Params extends MaybeSchema = undefined,
  Answered = MaybePromise<Response>,
>(
  options: HttpOptions<Path, Use, Json, Form, Query, Params>,
  handler: (
    request: Request,
    context: HttpContext<PathParams<Path>> & Additions<Use> & Validated<Json, Form, Query, Params>,
  ) => Answer<Answered>,
): HttpFunction<PathParams<Path>>;
export function http(...args: readonly [HttpHandler] | readonly [HttpOptions, HttpHandler]): HttpFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  checkHandler("[onefn] http", handler);
  checkHttp(options);
  const { name, path, methods, onError, bodyLimit = DEFAULT_BODY_LIMIT } = options;
  const { use = [] } = options;
  const check = checkInput(options);
  const around = check ? [...use, check] : use;
  if (path !== undefined) parsePath(path);
  return branded({
    kind: "http",
    name,
    trigger: { path, methods: methods?.map((method) => method.toUpperCase()) },
    bodyLimit,
    onError,
    handler: compose(around, around.length > 0 ? relaying(handler) : handler, "ONEFN_NO_RESPONSE"),
  });
}

/** Middleware that copies what fetch gave, to add a header, would keep the headers of an encoding that is gone. */
function relaying(handler: HttpHandler): HttpHandler {
  return (request, context) => Promise.resolve(handler(request, context)).then(relayable);
}

type MaybeSchema = Schema | undefined;
type HttpHandler = (request: Request, context: HttpContext<never>) => MaybePromise<Response>;
