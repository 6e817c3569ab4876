import {
  type AttributeValue,
  contentTypeAmong,
  createRecord,
  type MessageSource,
  OnefnError,
  parseTraceparent,
  type Trace,
  textOrBytes,
} from "onefn/provider";
import type { KafkaMessage } from "./client.js";

/** Where a record comes from. */
export interface Partition {
  readonly topic: string;
  readonly partition: number;
}

/** The records that a record came with. */
interface Batch {
  readonly from: Partition;
  /** Whether the partition is still this member's. */
  readonly holds: () => boolean;
}

/** One record of a topic as a message. */
export class KafkaSource implements MessageSource {
  readonly record: KafkaMessage;
  readonly id: string;
  readonly #from: Partition;
  readonly #holds: () => boolean;

  constructor(record: KafkaMessage, { from, holds }: Batch) {
    this.record = record;
    this.id = `${from.topic}-${from.partition}:${record.offset}`;
    this.#from = from;
    this.#holds = holds;
  }

  /**
   * There is nothing to load, but this is when the record's turn has come.
   *
   * @throws OnefnError ONEFN_NOT_SETTLED if the group waits for this member, or goes on without it.
   */
  load(): undefined {
    if (this.#holds()) return undefined;
    throw new OnefnError(
      "ONEFN_NOT_SETTLED",
      "the group of consumers changed before its turn came, so it is left to the member that gets its partition.",
    );
  }
  source(): string {
    return `kafka:///${encodeURIComponent(this.#from.topic)}`;
  }
  type(): string {
    return "org.apache.kafka.record";
  }
  subject(): string {
    return this.#from.topic;
  }
  enqueuedAt(): Date | undefined {
    const sent = Number(this.record.timestamp);
    return sent > 0 ? new Date(sent) : undefined;
  }
  body(): Uint8Array | null {
    return this.record.value;
  }
  contentType(): string | undefined {
    return contentTypeAmong(this.attributes());
  }
  /** Of a name that occurs several times, the last value counts, as for Kafka's own `lastHeader`. */
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes = createRecord<AttributeValue>();
    for (const [name, values] of Object.entries(this.record.headers ?? {})) {
      const value = [values].flat().at(-1);
      if (value !== undefined && value !== null) attributes[name] = headerOf(value);
    }
    return attributes;
  }
  attempt(): undefined {
    return undefined;
  }
  /** A key that is no text is given as base64. */
  key(): string | undefined {
    const { key } = this.record;
    return key ? (ifText(headerOf(key)) ?? Buffer.from(key).toString("base64")) : undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.attributes();
    return parseTraceparent(ifText(traceparent), ifText(tracestate));
  }
  extensions(): Readonly<Record<string, unknown>> {
    return { partition: this.#from.partition, sequence: this.record.offset };
  }
}

function headerOf(value: Uint8Array | string): AttributeValue {
  return typeof value === "string" ? value : textOrBytes(new Uint8Array(value));
}

function ifText(value: AttributeValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
