import { adapt, stream } from "@onefn/aws";
import { createSimulator, inProcess } from "@onefn/aws/simulator";
import { type AnyFunction, type FunctionRecord, isOnefnFunction } from "onefn";
import type { LogEntry } from "onefn/provider";
import type { Simulator } from "onefn/simulator";

/** JSON of the wire, whose members a mutation takes as it needs them. */
// biome-ignore lint/suspicious/noExplicitAny: mutations reach into native events and results, broken ones included.
export type Native = any;

/** What a broken adapter does otherwise, at the border of the real one. */
export interface Mutation {
  /** What the adapter is told of the event. */
  event?(event: Native): Native;
  /** What the adapter is told of the time and the invocation. */
  context?(context: Native): Native;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
  /** What the adapter makes of its options. */
  options?(options: Native): Native;
  /** What becomes of the adapter's result. */
  result?(result: Native, event: Native): Native;
  /** What comes of what the adapter throws at Lambda: a result in its place, or an error that this throws. */
  thrown?(error: Native, event: Native): Native;
  /** What becomes of a log line; undefined drops it. */
  line?(line: string): string | undefined;
  /** What a streamed answer is written to. */
  stream?(stream: Native): Native;
}

/** A broken adapter, and the cases of which each has to notice. */
export interface Mutant extends Mutation {
  readonly name: string;
  /** Such as `aws/sqs`. */
  readonly wire: string;
  readonly caughtBy: readonly string[];
}

type Log = (line: string, entry: LogEntry) => void;
type Functions = AnyFunction | FunctionRecord;

/**
 * AWS, with an adapter that is broken in one way.
 *
 * @param crashes receives what a mutation itself did wrong: it has to break the adapter, not to break.
 */
export function broken(mutation: Mutation, crashes: unknown[]): Simulator {
  const mutated = (
    value: Native,
    mutate: ((value: Native, event?: Native) => Native) | undefined,
    event?: Native,
  ) => {
    try {
      return mutate ? mutate(value, event) : value;
    } catch (error) {
      if (error instanceof TypeError || error instanceof ReferenceError) crashes.push(error);
      throw error;
    }
  };
  const ofFunction = { function: (fn: Native) => mutated(fn, mutation.function) };
  const prepare = (functions: Functions, options: { readonly log?: Log }) =>
    [
      mapFunctions(functions, ofFunction) as never,
      { ...(mutation.options?.(options) ?? options), log: mapLog(options.log, mutation) },
    ] as const;
  return createSimulator(
    inProcess({
      adapt(functions: Functions, options: { readonly log?: Log }) {
        const handler = adapt(...prepare(functions, options));
        return async (event: Native, context: Native) => {
          try {
            const result = await handler(mutated(event, mutation.event), mutated(context, mutation.context));
            return mutated(result, mutation.result, event);
          } catch (error) {
            if (!mutation.thrown) throw error;
            return mutated(error, mutation.thrown, event);
          }
        };
      },
      stream(functions: Functions, options: { readonly log?: Log }) {
        const handler = stream(...prepare(functions, options));
        const run = (event: Native, responseStream: Native, context: Native) =>
          handler(event, mutated(responseStream, mutation.stream), context);
        return Object.assign(run, handler);
      },
    } as never),
  );
}

/** The functions as a mutation sees them. */
export function mapFunctions(functions: Functions, mutation: Pick<Mutation, "function">): Functions {
  const map = mutation.function;
  if (!map) return functions;
  if (isOnefnFunction(functions)) return map(functions);
  return Object.fromEntries(Object.entries(functions).map(([name, fn]) => [name, map(fn)]));
}

function mapLog(log: Log | undefined, { line: map }: Mutation): Log {
  return (line, entry) => {
    const kept = map ? map(line) : line;
    if (kept !== undefined) log?.(kept, entry);
  };
}

/** A function whose handler sees another context. */
export function withContext(
  fn: Native,
  override: (context: Native, input: Native) => Readonly<Record<string, unknown>>,
): AnyFunction {
  return {
    ...fn,
    handler: (input: Native, context: Native) =>
      fn.handler(input, overlay(context, override(context, input))),
  };
}

/** A function whose answers are changed once its handler has given them. */
export function withAnswer(fn: Native, change: (answer: Native) => Native): AnyFunction {
  return { ...fn, handler: async (...args: Native[]) => change(await fn.handler(...args)) };
}

/** A context with some of its members replaced; the others are the real one's. */
function overlay(context: Native, own: Readonly<Record<string, unknown>>): Native {
  return new Proxy(context, {
    get(target, name) {
      const value = Object.hasOwn(own, name) ? own[name as string] : Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
