import type { Invocation } from "../adapter/invocation.js";
import { InvocationContext } from "../context/invocation-context.js";
import type { LogFields } from "../context/log.js";
import type { Trace } from "../context/trace.js";
import type { MessageSource } from "./source.js";

/** The context of one message of a batch: its own trace, and its id on every log line. */
export class MessageContext extends InvocationContext {
  readonly #source: MessageSource;

  constructor(invocation: Invocation, source: MessageSource) {
    super(invocation);
    this.#source = source;
  }

  protected override readTrace(): Trace | undefined {
    return this.#source.trace?.();
  }

  protected override logFields(): LogFields {
    return { messageId: this.#source.id };
  }
}
