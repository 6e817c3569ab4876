import { Invocation } from "../adapter/invocation.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { failureOf } from "../failure.js";
import type { AnyRecordCodec } from "../provider/codec.js";
import { createDelivery } from "./delivery.js";
import type { AnyRecordKind } from "./kind.js";
import { portableNames } from "./names.js";
import { claimsOf, createRouting, type Routing } from "./routing.js";
import { answer, inTime } from "./telling.js";
import { run } from "./work.js";

/** Runs kinds that come in records: native event, records, route and decode each, handler, settle, native result. */
export function recordPipeline(kinds: readonly AnyRecordKind[], codecs: readonly AnyRecordCodec[]): Pipeline {
  return {
    kinds: kinds.map(({ kind }) => kind),
    codecs,
    bind(functions, provider, options) {
      const claims = kinds.map((kind) => claimsOf(kind, functions, codecs));
      const placesOf = portableNames(options);
      return codecs.map((codec) => {
        const routing = createRouting(codec, claims, placesOf);
        return (
          routing &&
          ((native, nativeContext) =>
            receive(
              codec,
              new Invocation(provider, codec.context as never, native, nativeContext, options),
              routing,
            ))
        );
      });
    },
  };
}

async function receive(codec: AnyRecordCodec, call: Invocation, routing: Routing): Promise<unknown> {
  try {
    const opening = codec.open ? codec.open(call) : call.native;
    const opened = opening instanceof Promise ? await opening : opening;
    const early = codec.preflight?.(opened, call);
    if (early !== undefined) return early;
    const delivery = createDelivery(codec, call, codec.records(opened, call), routing);
    const working = run(delivery);
    if (working) await working;
    const result = answer(delivery);
    return result instanceof Promise ? await inTime(delivery, result) : result;
  } catch (error) {
    // The source has an event again that fails as a whole. Where the codec answers, the log alone tells the cause.
    if (!codec.fail) throw error;
    const failure = { code: "ONEFN_MALFORMED_EVENT", reason: "the event could not be read" };
    const { code, reason } = failureOf(error, failure);
    call.log("error", reason, { code, error });
    return await codec.fail(error, call);
  } finally {
    if (call.pending) await call.settlePending();
    call.end();
  }
}
