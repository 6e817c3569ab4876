import type { HttpContext } from "../context/context.js";
import { withoutDecodedEncoding } from "../http/copy-response.js";
import { checkInput, type InputOptions, type Validated } from "../http/input.js";
import { type PathParams, parsePath, type ValidPath } from "../http/path.js";
import { type Additions, compose, type HttpMiddleware } from "../middleware.js";
import { checkOptions, type OptionChecks } from "../option-checks.js";
import type { Schema } from "../schema.js";
import { type AnyFunction, branded, type MaybePromise } from "./function.js";
import { checkHandler, isFunction, isFunctions, isText, SCHEMA } from "./options.js";

/** The default of `bodyLimit`, the maximum size of a request's body in bytes: 10 MiB. */
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
  /** The handler, wrapped in its middleware. A unit test calls it with a Request and `createContext()`. */
  readonly handler: (request: Request, context: HttpContext<Params>) => MaybePromise<Response>;
}

/**
 * Answers an error that a handler threw: returns a Response or throws an HttpError. If it returns nothing, onefn
 * answers (with the HttpError's own status and text, or a plain 500).
 */
export type OnError = (
  error: unknown,
  request: Request,
  context: HttpContext,
) => MaybePromise<Response | undefined>;

/** What an http handler returns. If it is not a Response, a sentence that the compiler shows. */
type Answer<Answered> = [Answered] extends [MaybePromise<Response>]
  ? Answered
  : "A Response is missing: an http handler returns one in every branch";

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
   * The paths that it answers: `/orders/:id`, `/photos/:name.jpg`, `/docs/:page?` (at the end only), `/files/*` (the
   * rest is `params["*"]`). All other characters match themselves, whether or not a client encodes them. Paths are
   * case-sensitive and ignore a trailing slash. Other paths are answered 404. Default: every path.
   */
  readonly path?: ValidPath<Path> | undefined;
  /** The methods that it answers. GET includes HEAD. Other methods are answered 405. Default: every method. */
  readonly methods?: readonly string[] | undefined;
  /** The maximum size of the body in bytes. A larger one is answered 413. Default: {@link DEFAULT_BODY_LIMIT}. */
  readonly bodyLimit?: number | undefined;
  /** Middleware, the first outermost. */
  readonly use?: readonly [...Use] | undefined;
  /** Answers an error that the handler or its middleware threw. */
  readonly onError?: OnError | undefined;
}

/**
 * Defines a function that answers http requests by the Fetch standard.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
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
  checkOptions("[onefn] http", options, HTTP_OPTIONS);
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

const isMethods = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => /^[\w!#$%&'*+.^`|~-]+$/.test(each as string));

const HTTP_OPTIONS = {
  name: [isText, "a string"],
  path: [isText, "a string"],
  methods: [isMethods, 'a list of methods, such as ["GET"]'],
  bodyLimit: [(value) => typeof value === "number" && value >= 0, "bytes, 0 or more"],
  use: [isFunctions, "a list of middleware functions"],
  onError: [isFunction, "a function"],
  json: SCHEMA,
  form: SCHEMA,
  query: SCHEMA,
  params: SCHEMA,
  onInvalid: [isFunction, "a function"],
} satisfies OptionChecks<HttpOptions>;

/** Middleware may copy a fetched Response to add a header. Without this, the copy keeps headers of its old encoding. */
function relaying(handler: HttpHandler): HttpHandler {
  return (request, context) => Promise.resolve(handler(request, context)).then(withoutDecodedEncoding);
}

type MaybeSchema = Schema | undefined;
type HttpHandler = (request: Request, context: HttpContext<never>) => MaybePromise<Response>;
