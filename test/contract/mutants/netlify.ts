import { adapt, type NetlifyContext } from "@onefn/netlify";
import { createSimulator, inProcess } from "@onefn/netlify/simulator";
import { adapt as adaptV1 } from "@onefn/netlify/v1";
import type { AnyFunction, FunctionRecord } from "onefn";
import type { Simulator } from "onefn/simulator";
import { mapFunctions, type Native } from "./mutant.js";

/** What a broken adapter of Netlify does otherwise, at the border of the real one. */
export interface NetlifyMutation {
  /** What the adapter makes of the context of functions and edge functions. */
  context?(context: NetlifyContext): NetlifyContext;
  /** What the adapter makes of an event. */
  event?(event: Native): Native;
  /** What becomes of the adapter's result for an event. */
  result?(result: Native): Native;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
}

/** A broken adapter of Netlify, and the cases of which each has to notice. */
export interface NetlifyMutant extends NetlifyMutation {
  readonly name: string;
  /** Such as `netlify/functions`. */
  readonly wire: string;
  readonly caughtBy: readonly string[];
}

type Functions = AnyFunction | FunctionRecord;

/** Netlify, with adapters that are broken in one way. */
export function brokenNetlify(mutation: NetlifyMutation): Simulator {
  return createSimulator(
    inProcess({
      adapt(functions: Functions, options: object) {
        const handler = adapt(mapFunctions(functions, mutation) as never, options);
        return (request, context) =>
          handler(request, context && mutation.context ? mutation.context(context) : context);
      },
      adaptV1(functions: Functions, options: object) {
        const handler = adaptV1(mapFunctions(functions, mutation) as never, options);
        return async (event, context) => {
          const result = await handler(mutation.event ? mutation.event(event) : event, context);
          return mutation.result ? mutation.result(result) : result;
        };
      },
    }),
  );
}
