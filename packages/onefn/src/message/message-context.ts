import type { Invocation } from "../adapter/invocation.js";
import type { Context } from "../context/context.js";
import { InvocationContext } from "../context/invocation-context.js";
import type { LogFields } from "../context/log.js";
import type { Trace } from "../context/trace.js";
import { INPUT, withOwnMembers } from "../own-members.js";
import type { MessageSource } from "./source.js";

/** The context of one message of a batch: its own trace, and its id on every log line. */
class MessageContext extends InvocationContext {
  declare readonly [INPUT]: MessageSource;

  constructor(invocation: Invocation, source: MessageSource) {
    super(invocation);
    this[INPUT] = source;
  }

  protected override readTrace(): Trace | undefined {
    return this[INPUT].trace?.();
  }

  protected override logFields(): LogFields {
    return { messageId: this[INPUT].id };
  }
}

class BatchContext extends InvocationContext {}

/** The context of one message of a delivery. */
export function messageContext(invocation: Invocation, source: MessageSource): Context {
  return withOwnMembers(new MessageContext(invocation, source));
}

/** The context of all messages of a delivery, for a handler that takes them together. */
export function batchContext(invocation: Invocation): Context {
  return withOwnMembers(new BatchContext(invocation));
}
