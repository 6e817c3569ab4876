import type { AdaptOptions } from "../adapter/options.js";
import type { CallKind } from "../calls/kind.js";
import type { CallOutcome } from "../calls/outcome.js";
import { runCall } from "../calls/pipeline.js";
import type { AnyFunction } from "../kinds/function.js";
import type { AnyRecordCodec, Call } from "../provider/codec.js";
import type { Kind } from "../provider/provider.js";
import { createDelivery } from "../records/delivery.js";
import type { Routing } from "../records/routing.js";
import { answer } from "../records/telling.js";
import { run } from "../records/work.js";
import type { EventRequest } from "./event-request.js";
import type { RequestCodec } from "./pipeline.js";
import type { Receiver } from "./routes.js";

/**
 * A codec of calls that arrive as requests and say which function they are for. Whoever sends one is verified like the
 * sender of an event.
 */
export interface RequestCallCodec {
  /** The wire's name. */
  readonly trigger: string;
  /** Whether a verified request is such a call. Only an {@link EventRequest} can be one. */
  matches(native: unknown): boolean;
  input(event: EventRequest): unknown;
  /** The native record in `context.platform`. Default: none; the request says it all. */
  record?(event: EventRequest): unknown;
  /** The answer to what became of the input. It logs what the caller does not learn. */
  encode(outcome: CallOutcome, event: EventRequest, call: Call): Response;
}

/** A kind that is called by requests. It brings its own code, so that others' bundles are without it. */
export interface RequestCalls {
  readonly kind: Kind;
  readonly codecs: readonly RequestCallCodec[];
  /** What handles the calls of each codec. */
  receivers(functions: readonly AnyFunction[], options: AdaptOptions): readonly Receiver[];
}

/** Has requests call the functions of a kind: each calls the function that it says it is for. */
export function requestCalls<Fn extends AnyFunction>(
  kind: CallKind<Fn>,
  codecs: readonly RequestCallCodec[],
): RequestCalls {
  return {
    kind: kind.kind,
    codecs,
    receivers(functions, options) {
      const own = functions.filter((fn) => fn.kind === kind.kind) as readonly AnyFunction[] as readonly Fn[];
      const choice = own.length > 0 ? kind.choose(own, options) : undefined;
      return codecs.map(
        (codec): Receiver => ({
          codec,
          kinds: [kind.kind],
          deliver:
            choice?.of &&
            (async (event, call) => {
              const input = codec.input(event);
              const fn = choice.of?.(input) as Fn;
              call.fn = fn;
              const own = codec.record && { record: codec.record(event) };
              return codec.encode(await runCall(kind, fn, input, call, own), event, call);
            }),
        }),
      );
    },
  };
}

/** Delivers the records of an event to their functions. */
export function recordReceiver(
  codec: AnyRecordCodec,
  load: RequestCodec<unknown>["load"] | undefined,
  routing: Routing | undefined,
): Receiver {
  const kinds = codec.readings.map(({ kind }) => kind);
  if (!routing) return { codec, kinds, deliver: undefined };
  return {
    codec,
    kinds,
    async deliver(event, call) {
      await load?.(event);
      const early = codec.preflight?.(event, call);
      if (early !== undefined) return early as Response;
      const delivery = createDelivery(codec, call, codec.records(event, call), routing);
      await run(delivery);
      return (await answer(delivery)) as Response;
    },
  };
}
