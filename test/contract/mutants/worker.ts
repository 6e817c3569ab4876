import { adapt, type CloudflareOptions, type ExecutionContext, type Worker } from "@onefn/cloudflare";
import { createSimulator, inProcess } from "@onefn/cloudflare/simulator";
import type { AnyFunction, FunctionRecord } from "onefn";
import type { Simulator } from "onefn/simulator";
import { mapFunctions, type Native } from "./mutant.js";

/** What a broken adapter of a platform that speaks the Fetch standard does otherwise, at the border of the real one. */
export interface WorkerMutation {
  /** What the adapter makes of the Request that it is given. */
  request?(request: Request): Request | Promise<Request>;
  /** What the adapter makes of the platform's context. */
  ctx?(ctx: ExecutionContext): ExecutionContext;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
  /** What leaves in place of the adapter's Response. */
  response?(response: Response): Response | Promise<Response>;
}

/** A broken adapter of Workers, and the cases of which each has to notice. */
export interface WorkerMutant extends WorkerMutation {
  readonly name: string;
  readonly caughtBy: readonly string[];
}

/** Cloudflare, with an adapter that is broken in one way. */
export function brokenWorker(mutation: WorkerMutation): Simulator {
  return createSimulator(
    inProcess((functions: AnyFunction | FunctionRecord, options: CloudflareOptions): Worker => {
      const real = adapt(mapFunctions(functions, mutation) as never, options);
      return {
        async fetch(request, env, ctx) {
          const given = (await mutation.request?.(request)) ?? request;
          const context = ctx && mutation.ctx ? mutation.ctx(ctx) : ctx;
          const response = await real.fetch(given, env, context);
          return mutation.response?.(response) ?? response;
        },
      };
    }),
  );
}
