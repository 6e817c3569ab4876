import type { AnyFunction } from "onefn";

/** JSON of the wire, whose members a mutation takes as it needs them. */
// biome-ignore lint/suspicious/noExplicitAny: mutations reach into native events and results, broken ones included.
export type Native = any;

/** What a broken adapter does otherwise, at the border of the real one. What a provider does not have is not called. */
export interface Mutation {
  /** What the adapter is told of the event or the request; a request of Node's can be changed where it is. */
  event?(event: Native): Native;
  /** What the adapter is told of the time and the invocation. */
  context?(context: Native): Native;
  /** What the adapter makes of a function. */
  function?(fn: Native): AnyFunction;
  /** What the adapter makes of its options. */
  options?(options: Native): Native;
  /** What becomes of the adapter's result. */
  result?(result: Native, event: Native): Native;
  /** What comes of what the adapter throws: a result in its place, or an error that this throws. */
  thrown?(error: Native, event: Native): Native;
  /** What becomes of a log line; undefined drops it. */
  line?(line: string): string | undefined;
  /** What an answer is written to, where it is not returned. */
  sink?(sink: Native): Native;
}

/** A broken adapter, and the cases of which each has to notice. */
export interface Mutant extends Mutation {
  readonly name: string;
  /** Such as `aws/sqs`. */
  readonly wire: string;
  readonly caughtBy: readonly string[];
  /** Whether the mistake is a TypeError that the platform throws. Any other one is a mistake of the mutation's own. */
  readonly throws?: true;
}

/** Mutants of one wire. */
export function ofWire(wire: string, mutants: readonly Omit<Mutant, "wire">[]): readonly Mutant[] {
  return mutants.map((mutant) => ({ wire, ...mutant }) as Mutant);
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
