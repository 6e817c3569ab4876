import type { Context, HttpContext } from "./context/context.js";
import { type ErrorCode, OnefnError } from "./errors.js";
import type { MaybePromise } from "./functions/function.js";
import type { CloudEvent } from "./message/message.js";
import { promised } from "./promised.js";

/** Runs around an http handler: answers itself, or calls `next` once and may replace its Response. */
export type HttpMiddleware = (
  request: Request,
  context: HttpContext,
  next: () => Promise<Response>,
) => MaybePromise<Response>;

/**
 * Runs around an event handler: returns an outcome itself, or calls `next` once. For `message` the event is a
 * `Message`, for `message.batch` a list of them.
 */
export type EventMiddleware<Event = CloudEvent> = (
  event: Event,
  context: Context,
  next: () => Promise<unknown>,
) => unknown;

/** A middleware that adds members to the context, which the handler's types then include. */
export interface Provide<Input, Ctx, Added extends object> {
  <Output>(input: Input, context: Ctx, next: () => Promise<Output>): Promise<Output>;
  /** In types only. Not a symbol, because the declarations for ESM and for CommonJS would each have their own. */
  readonly "~added"?: Added | undefined;
}

/**
 * Makes a middleware that adds to the context what `add` returns.
 *
 * @throws TypeError (at the call) if the context already has that member.
 * @example
 * const withUser = provide(async (request: Request) => ({ user: await userOf(request) }));
 * export const me = http({ use: [withUser] }, (request, context) => json(context.user));
 */
export function provide<
  Input,
  Added extends object,
  Ctx extends Context = Input extends Request ? HttpContext : Context,
>(add: (input: Input, context: Ctx) => MaybePromise<Added>): Provide<Input, Ctx, Added> {
  return async (input, context, next) => {
    const added = await add(input, context);
    for (const name of Object.keys(added)) refuseTaken(name, context);
    Object.assign(context, added);
    return next();
  };
}

function refuseTaken(name: string, context: Context): void {
  if (!(name in context)) return;
  throw new TypeError(`[onefn] provide: the context has a member "${name}" already. Choose another name.`);
}

/** What the middleware of a `use` list adds to the context. */
export type Additions<Use extends readonly unknown[]> = Use extends readonly [infer First, ...infer Rest]
  ? AddedBy<First> & Additions<Rest>
  : unknown;

type AddedBy<M> = M extends { readonly "~added"?: infer Added } ? NonNullable<Added> : unknown;

type Handler<Input, Ctx, Output> = (input: Input, context: Ctx) => MaybePromise<Output>;
type Around<Input, Ctx, Output> = (
  input: Input,
  context: Ctx,
  next: () => Promise<Output>,
) => MaybePromise<Output>;

/**
 * Wraps a handler in its middleware, the first of the list outermost.
 *
 * A middleware that returns nothing has not answered, and the result of its `next()` counts. Otherwise `await next()` as
 * the last line would acknowledge a message that the handler wants to retry, or lose its Response.
 *
 * @param invalid the code of the error for a middleware that returns nothing and never calls `next()`.
 */
export function compose<Input, Ctx, Output>(
  use: readonly Around<Input, Ctx, Output>[],
  handler: Handler<Input, Ctx, Output>,
  invalid: ErrorCode,
): Handler<Input, Ctx, Output> {
  return use.reduceRight<Handler<Input, Ctx, Output>>((inner, middleware, index) => {
    const fail = (code: ErrorCode, what: string) =>
      new OnefnError(code, `middleware ${index + 1} of ${use.length} ${what}`);
    return (input, context) => {
      let given: Promise<Output> | undefined;
      const answer = middleware(input, context, () => {
        if (given) throw fail("ONEFN_NEXT_TWICE", "called next() twice. Call it once.");
        given = promised(inner, input, context);
        // Its failure must not end the process if the middleware does not await it.
        given.then(undefined, ignore);
        return given;
      });
      return Promise.resolve(answer).then((output) => {
        if (output !== undefined) return output;
        if (given) return given;
        throw fail(invalid, "returned nothing and never called next(). Return an answer.");
      });
    };
  }, handler);
}

function ignore(): void {}
