import { type Adapt, createAdapt, createSimulator, createStream, inProcess } from "@onefn/azure/simulator";
import type { AnyFunction } from "onefn";
import type { Simulator } from "onefn/simulator";
import { mapFunctions, type Native } from "./mutant.js";

/** What a broken adapter of Azure Functions does otherwise, at the border of the real one. */
export interface AzureMutation {
  /** What the adapter makes of the library's request. */
  request?(request: Native): Native;
  /** What the adapter makes of the library's context. */
  context?(context: Native): Native;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
  /** What becomes of the adapter's result. */
  result?(result: Native): Native;
}

/** A broken adapter of Azure Functions, and the cases of which each has to notice. */
export interface AzureMutant extends AzureMutation {
  readonly name: string;
  /** `azure/http` or `azure/http-stream`. */
  readonly wire: string;
  readonly caughtBy: readonly string[];
}

/** Azure Functions, with an adapter that is broken in one way. */
export function brokenAzure(mutation: AzureMutation): Simulator {
  const breakIt =
    (real: Adapt): Adapt =>
    (functions, options) => {
      const handler = real(mapFunctions(functions as never, mutation) as never, options);
      return async (request, context) => {
        const given = mutation.request?.(request) ?? request;
        const result = await handler(given, mutation.context?.(context) ?? context);
        return mutation.result ? mutation.result(result) : result;
      };
    };
  return createSimulator(
    inProcess({
      createAdapt: (environment) => breakIt(createAdapt(environment)),
      createStream: (environment) => breakIt(createStream(environment)),
    }),
  );
}
