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
      return codecs.map((codec) => (native, nativeContext) => {
        const invocation = new Invocation(provider, codec.context as never, native, nativeContext, options);
        const first = codec.records(native as never)[0];
        const fn = choose(() => (first === undefined ? undefined : codec.from(first)), codec.trigger);
        invocation.fn = fn;
        const answer = new Delivery(codec, native, invocation).run(fn);
        return answer.then((result) => conclude(result, invocation));
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

type Choose = (from: () => string | undefined, trigger: string) => MessageFunction;

/** A single function takes every message; of several, the one whose `from` is the source's name. */
function createChooser(functions: readonly MessageFunction[]): Choose {
  const [only] = functions;
  if (functions.length === 1 && only) return () => only;
  const byFrom = new Map<string, MessageFunction>();
  for (const fn of functions) {
    const { from } = fn.trigger;
    if (from === undefined || byFrom.has(from)) throw duplicate(from);
    byFrom.set(from, fn);
  }
  return (from, trigger) => {
    const name = from();
    const fn = name === undefined ? only : byFrom.get(name);
    if (fn) return fn;
    throw new OnefnError(
      "ONEFN_NO_FUNCTION",
      `[onefn] adapt: a ${trigger} event came from "${name}", which no function claims. ` +
        `Known: ${[...byFrom.keys()].join(", ")}. Set \`from\` of the function that should handle it.`,
    );
  };
}

function duplicate(from: string | undefined): OnefnError {
  const cause =
    from === undefined
      ? "several message functions, and one of them has no `from`"
      : `two message functions claim "${from}"`;
  return new OnefnError(
    "ONEFN_DUPLICATE_TRIGGER",
    `[onefn] adapt: ${cause}. Give each a \`from\` of its own, or adapt them apart.`,
  );
}
