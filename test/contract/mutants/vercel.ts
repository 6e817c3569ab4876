import { type Adapted, adapt, type VercelContext } from "@onefn/vercel";
import { createSimulator, inProcess } from "@onefn/vercel/simulator";
import type { AnyFunction, FunctionRecord } from "onefn";
import type { Simulator } from "onefn/simulator";
import { mapFunctions, type Native } from "./mutant.js";

/** What a broken adapter of Vercel does otherwise, at the border of the real one. */
export interface VercelMutation {
  /** What the adapter makes of the Request that it is given. */
  request?(request: Request): Request;
  /** What the adapter makes of Vercel's request context. */
  context?(context: VercelContext): VercelContext;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
  /** What leaves in place of the adapter's Response. */
  response?(response: Response): Response;
}

/** A broken adapter of Vercel, and the cases of which each has to notice. */
export interface VercelMutant extends VercelMutation {
  readonly name: string;
  /** Such as `vercel/node`. */
  readonly wire: string;
  readonly caughtBy: readonly string[];
}

interface ContextHolder {
  [REQUEST_CONTEXT]: { get(): VercelContext };
}

const REQUEST_CONTEXT = Symbol.for("@vercel/request-context");

/** Vercel, with an adapter that is broken in one way. */
export function brokenVercel(mutation: VercelMutation): Simulator {
  return createSimulator(
    inProcess((functions: AnyFunction | FunctionRecord, options: object): Adapted => {
      const real = adapt(mapFunctions(functions, mutation) as never, options);
      return {
        async fetch(request) {
          const holder = globalThis as unknown as ContextHolder;
          const context = holder[REQUEST_CONTEXT].get();
          const seen = mutation.context ? mutation.context(context) : context;
          Object.defineProperty(holder, REQUEST_CONTEXT, { value: { get: () => seen }, configurable: true });
          const response = await real.fetch(mutation.request?.(request) ?? request);
          return mutation.response?.(response) ?? response;
        },
      };
    }),
  );
}
