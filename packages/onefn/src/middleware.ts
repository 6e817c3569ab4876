import type { Context, HttpContext } from "./context/context.js";
import { type ErrorCode, OnefnError } from "./errors.js";
import type { MaybePromise } from "./functions/function.js";
import type { CloudEvent } from "./message/message.js";
import { promised } from "./promised.js";

/** Runs around an http handler: answers by itself, or calls `next` once and may replace its Response. */
export type HttpMiddleware = (
  request: Request,
  context: HttpContext,
  next: () => Promise<Response>,
) => MaybePromise<Response>;

/**
 * Runs around an event handler: returns an outcome by itself, or calls `next` once. Around `message` the event is a
 * `Message`, around `message.batch` a list of them.
 */
export type EventMiddleware<Event = CloudEvent> = (
  event: Event,
  context: Context,
  next: () => Promise<unknown>,
) => unknown;

/** A middleware that adds members to the context; what it adds is known to the handler's types. */
export interface Provide<Input, Ctx, Added extends object> {
  <Output>(input: Input, context: Ctx, next: () => Promise<Output>): Promise<Output>;
  /** In types alone, and no symbol: those of the declarations for ESM and for CommonJS would not be the same. */
  readonly "~added"?: Added | undefined;
}

/**
 * Makes a middleware that adds to the context what `add` returns.
 *
 * @throws TypeError (at the call) when it would replace a member that the context has already.
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
 * The handler with its middleware around it, the first of the list outermost; the handler itself without any.
 *
 * A middleware that returns nothing has not answered, and what its `next()` gives or throws counts: `await next()` as a
 * last line would acknowledge what the handler wants to have again, or lose its Response.
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
        // A middleware that does not wait for it must not end the process by its failure.
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
