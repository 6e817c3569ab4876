import { Invocation } from "../adapter/invocation.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { OnefnError } from "../errors.js";
import type { MessageFunction } from "../functions/message.js";
import { type AnyBatchCodec, Delivery } from "./deliver.js";

/** Runs messages: native batch, decode each, handler, outcomes, settle, native result. */
export function messagePipeline(codecs: readonly AnyBatchCodec[]): Pipeline {
  return {
    kind: "message",
    codecs,
    bind(functions, provider, options) {
      const choose = createChooser(functions as readonly MessageFunction[]);
      return codecs.map((codec) => {
        const warned = new Set<MessageFunction>();
        return (native, nativeContext) => {
          const invocation = new Invocation(provider, codec.context as never, native, nativeContext, options);
          const fn = choose(codec, native as never);
          invocation.fn = fn;
          const answer = new Delivery(codec, native, invocation, warned).run(fn);
          return answer.then((result) => conclude(result, invocation));
        };
      });
    },
  };
}

function conclude(result: unknown, invocation: Invocation): unknown {
  if (!invocation.pending) {
    invocation.end();
    return result;
  }
  return invocation.settlePending().then(() => {
    invocation.end();
    return result;
  });
}

type Choose = (codec: AnyBatchCodec, native: never) => MessageFunction;

/** The function whose `from` is the name of the queue, else the one without `from`, which takes every queue. */
function createChooser(functions: readonly MessageFunction[]): Choose {
  const byFrom = new Map<string | undefined, MessageFunction>();
  for (const fn of functions) {
    const { from } = fn.trigger;
    if (byFrom.has(from)) throw duplicate(from);
    byFrom.set(from, fn);
  }
  const anywhere = byFrom.get(undefined);
  if (anywhere && functions.length === 1) return () => anywhere;
  return (codec, native) => {
    const [first] = codec.records(native);
    // A delivery of nothing has nowhere to come from, and nothing to handle.
    if (first === undefined) return functions[0] as MessageFunction;
    const name = codec.from(first as never);
    const fn = byFrom.get(codec.nativeFrom?.(first as never) ?? name) ?? byFrom.get(name) ?? anywhere;
    if (fn) return fn;
    throw new OnefnError(
      "ONEFN_NO_FUNCTION",
      `[onefn] adapt: a ${codec.trigger} event came from "${name}", which no function claims. ` +
        `Known: ${[...byFrom.keys()].join(", ")}. Set \`from\` of the function that should handle it, or leave it out.`,
    );
  };
}

function duplicate(from: string | undefined): OnefnError {
  const claim = from === undefined ? "have no `from`, which claims every queue" : `claim "${from}"`;
  return new OnefnError(
    "ONEFN_DUPLICATE_TRIGGER",
    `[onefn] adapt: two message functions ${claim}. Give each a \`from\` of its own, or adapt them apart.`,
  );
}
