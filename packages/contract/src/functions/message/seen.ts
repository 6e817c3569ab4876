import type { Context, Message } from "onefn";
import { toBase64 } from "../base64.js";

/** An attribute with its type, as a JSON value. */
interface SeenAttribute {
  readonly type: string;
  readonly value: unknown;
}

/** What `contract-seen` reports of a message. */
export interface SeenMessage {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string | null;
  readonly datacontenttype: string | null;
  readonly data: unknown;
  readonly dataType: string;
  readonly attributes: Readonly<Record<string, SeenAttribute>>;
  readonly attempt: number | null;
  readonly key: string | null;
  readonly enqueuedAt: string | null;
  readonly traceparent: string | null;
  readonly requestId: string;
  readonly functionName: string;
  readonly hasDeadline: boolean;
}

/** Everything that a handler can know about its message, as JSON. */
export function seenMessage(message: Message, context: Context): Readonly<Record<string, unknown>> {
  const seen: SeenMessage = {
    specversion: message.specversion,
    id: message.id,
    source: message.source,
    type: message.type,
    time: message.time ?? null,
    datacontenttype: message.datacontenttype ?? null,
    data: message.data,
    dataType: typeof message.data,
    attributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, value]) => [name, typed(value)]),
    ),
    attempt: message.attempt ?? null,
    key: message.key ?? null,
    enqueuedAt: message.enqueuedAt instanceof Date ? message.enqueuedAt.toISOString() : null,
    traceparent: context.trace?.traceparent ?? null,
    requestId: context.requestId,
    functionName: context.functionName,
    hasDeadline: Number.isFinite(context.remainingMs()),
  };
  return { ...seen };
}

function typed(value: string | number | boolean | Uint8Array): SeenAttribute {
  return value instanceof Uint8Array
    ? { type: "bytes", value: toBase64(value) }
    : { type: typeof value, value };
}
