import { createAdapt, createSimulator, type GcpHandler, inProcess } from "@onefn/gcp/simulator";
import type { AnyFunction } from "onefn";
import type { Simulator } from "onefn/simulator";
import { mapFunctions, type Native } from "./mutant.js";

/** What a broken adapter of functions-framework does otherwise, at the border of the real one. */
export interface FrameworkMutation {
  /** What the adapter makes of the request; it may change it. */
  request?(request: Native): void;
  /** What the adapter makes of the response that it writes; it may change it. */
  response?(response: Native): void;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
}

/** A broken adapter of functions-framework, and the cases of which each has to notice. */
export interface FrameworkMutant extends FrameworkMutation {
  readonly name: string;
  readonly caughtBy: readonly string[];
}

/** Google Cloud, with an adapter that is broken in one way. */
export function brokenFramework(mutation: FrameworkMutation): Simulator {
  return createSimulator(
    inProcess((environment) => (functions, options) => {
      const real = createAdapt(environment)(mapFunctions(functions as never, mutation) as never, options);
      const handler: GcpHandler = (request, response) => {
        mutation.request?.(request);
        mutation.response?.(response);
        return real(request, response);
      };
      return handler;
    }),
  );
}
