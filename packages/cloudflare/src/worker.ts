import type { AnyFunction } from "onefn";
import type { ExecutionContext, MessageBatch, ScheduledController } from "./native.js";

/** The handlers that onefn can make for a module worker's default export. Each works without the object, too. */
export interface WorkerHandlers {
  /**
   * Answers a request.
   *
   * @param env the Worker's bindings: variables, secrets, and what else its configuration binds.
   * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/
   */
  readonly fetch: (request: Request, env?: unknown, ctx?: ExecutionContext) => Promise<Response>;
  /**
   * Runs a cron trigger. Rejects if its function failed.
   *
   * @param env the Worker's bindings.
   * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/scheduled/
   */
  readonly scheduled: (
    controller: ScheduledController,
    env?: unknown,
    ctx?: ExecutionContext,
  ) => Promise<void>;
  /**
   * Handles a batch of a queue, and settles each of its messages. Rejects if the batch cannot be handled at all; its
   * messages are then delivered again.
   *
   * @param env the Worker's bindings.
   * @see https://developers.cloudflare.com/queues/configuration/javascript-apis/#consumer
   */
  readonly queue: (batch: MessageBatch, env?: unknown, ctx?: ExecutionContext) => Promise<void>;
}

/** The Worker's handler for each kind of function. */
interface HandlerNames {
  readonly http: "fetch";
  readonly schedule: "scheduled";
  readonly message: "queue";
  readonly storage: "queue";
}

/** A Worker with the handlers for some kinds of functions. */
export type Worker<Kinds extends keyof HandlerNames = "http"> = Pick<WorkerHandlers, HandlerNames[Kinds]>;

/** The Worker that `adapt` returns for `T`. For a record with unknown names, each handler may be missing. */
export type WorkerOf<T> = unknown extends T
  ? Partial<WorkerHandlers>
  : T extends AnyFunction
    ? Worker<KindOf<T>>
    : string extends keyof T
      ? Partial<Worker<KindOf<T[keyof T]>>>
      : Worker<KindOf<T[keyof T]>>;

type KindOf<Fn> = Fn extends { readonly kind: infer Kind extends keyof HandlerNames } ? Kind : never;
