import type { Context, HttpContext } from "./context/context.js";
import { type ErrorCode, OnefnError } from "./errors.js";
import type { MaybePromise } from "./kinds/function.js";
import { promised } from "./promised.js";
import type { CloudEvent } from "./records/event.js";

/** Runs around an HTTP handler: answers itself, or calls `next` once and may replace its Response. */
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
  /** Types only. Not a symbol, because the ESM and CommonJS declarations would each have their own. */
  readonly "~added"?: Added | undefined;
}

/**
 * Makes a middleware that adds the result of `add` to the context.
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
  throw new TypeError(`[onefn] provide: the context already has a member "${name}". Choose another name.`);
}

/** The members that the middleware of a `use` list adds to the context. */
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
 * If a middleware returns nothing, the result of its `next()` counts. Otherwise a last line `await next()` would
 * acknowledge a message that the handler wants to retry, or lose its Response.
 *
 * @param invalid the error code for a middleware that returns nothing and never calls `next()`.
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
