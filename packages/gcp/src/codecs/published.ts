import type { MessageSource, RecordSource, Trace } from "onefn/provider";

/** A message of Pub/Sub that is read as another kind. */
export class Published<Message extends MessageSource> implements RecordSource {
  readonly message: Message;

  constructor(message: Message) {
    this.message = message;
  }

  get id(): string {
    return this.message.id;
  }
  get record(): unknown {
    return this.message.record;
  }
  source(): string {
    return this.message.source();
  }
  type(): string {
    return this.message.type();
  }
  trace(): Trace | undefined {
    return this.message.trace?.();
  }
}
