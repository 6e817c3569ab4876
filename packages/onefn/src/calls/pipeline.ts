import { Invocation } from "../adapter/invocation.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { LONGEST_TIMER } from "../adapter/timers.js";
import { contextOf } from "../context/invocation-context.js";
import { OnefnError } from "../errors.js";
import { failureOf } from "../failure.js";
import { classifyFailure } from "../http/classify-failure.js";
import type { AnyFunction } from "../kinds/function.js";
import type { Call, CallsCodec } from "../provider/codec.js";
import type { Provider } from "../provider/provider.js";
import type { CallKind, Choice } from "./kind.js";
import { type CallFailure, type CallOutcome, deadlineFailure } from "./outcome.js";

/** Any codec of calls, whatever the types of its wire. */
export type AnyCallsCodec = CallsCodec<never, unknown, never>;

/** Runs a kind that is called: native event, inputs, handler each, native result. */
export function callPipeline<Fn extends AnyFunction>(
  kind: CallKind<Fn>,
  codecs: readonly AnyCallsCodec[],
): Pipeline {
  return {
    kinds: [kind.kind],
    codecs,
    bind(functions, provider, options) {
      const choice = kind.choose(functions as readonly Fn[], options);
      refuseUnnamed(choice, deployedName(provider));
      return codecs.map((codec) => (native, nativeContext) => {
        const call = new Invocation(provider, codec.context as never, native, nativeContext, options);
        return receive(kind, choice, codec as CallsCodec, call);
      });
    },
  };
}

async function receive<Fn extends AnyFunction>(
  kind: CallKind<Fn>,
  choice: Choice<Fn>,
  codec: CallsCodec,
  call: Invocation,
): Promise<unknown> {
  try {
    if (!choice.of) call.fn = deployed(choice, call);
    const inputs = codec.inputs(call.native, call);
    const outcomes = await Promise.all(
      inputs.map(({ id, input }) => {
        const fn = choice.of ? choice.of(input) : (call.fn as Fn);
        call.fn = fn;
        return runCall(kind, fn, input, call, id === undefined ? id : { id });
      }),
    );
    return await codec.encode(outcomes, call);
  } finally {
    if (call.pending) await call.settlePending();
    call.end();
  }
}

/** Runs a function with an input, until the time to answer has come. Does not reject. */
export async function runCall<Fn extends AnyFunction>(
  kind: CallKind<Fn>,
  fn: Fn,
  input: unknown,
  call: Invocation,
  own?: { readonly id?: string; readonly record?: unknown },
): Promise<CallOutcome> {
  const work = kind.run(fn, input, contextOf(call, own, fn));
  const left = call.remainingMs(0.5);
  if (left > LONGEST_TIMER) return work;
  let timer: unknown;
  const timeUp = new Promise<CallOutcome>((resolve) => {
    timer = call.timers.setTimeout(() => resolve({ failure: deadlineFailure() }), left);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    call.timers.clearTimeout(timer as never);
  }
}

/** Writes what the caller does not learn: for wires that answer, where nothing is thrown to the platform. */
export function logCallFailure({ fault, name, error, message }: CallFailure, call: Call): void {
  if (fault === "unexpected") {
    const failure = { code: "ONEFN_HANDLER_FAILED", reason: "the handler threw a value that is no error" };
    const { level, code, reason } = classifyFailure(error, failure, call.signal);
    call.log(level, `[onefn] ${reason}`, { code, error });
  } else if (fault === "task") {
    // A failure on purpose is for the caller. Its cause is for the log alone.
    if ((error as Error).cause !== undefined) call.log("warn", `[onefn] ${name}: ${message}`, { error });
  } else {
    const { code, reason } = failureOf(error, { code: `${name}`, reason: message });
    call.log(fault === "caller" ? "warn" : "error", `[onefn] ${reason}`, { code, error });
  }
}

/** The platform's name of what is deployed, where it is known at start. */
function deployedName({ context }: Provider): string | undefined {
  try {
    return context.functionName?.(undefined as never, undefined, {});
  } catch {
    return undefined;
  }
}

/** A deployment whose name no task has would fail at every call, so that it does not start. */
function refuseUnnamed<Fn extends AnyFunction>(choice: Choice<Fn>, deployed: string | undefined): void {
  if (choice.of || choice.only) return;
  if (deployed !== undefined && !choice.named(deployed)) throw unnamed(choice, deployed);
}

function deployed<Fn extends AnyFunction>(choice: Choice<Fn>, call: Invocation): Fn {
  const fn = choice.only ?? choice.named(call.nameOf());
  if (!fn) throw unnamed(choice, call.nameOf());
  return fn;
}

function unnamed<Fn extends AnyFunction>({ names }: Choice<Fn>, deployed: string): OnefnError {
  return new OnefnError(
    "ONEFN_NO_FUNCTION",
    `[onefn] A call does not say which of several tasks it is for (${names}), and none of them has the name of the ` +
      `deployed function, ${deployed}. Deploy one function for each task, and give the tasks their names by the option ` +
      "`names` or the variable ONEFN_NAMES.",
  );
}
