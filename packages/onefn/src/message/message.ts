import type { AttributeValue, MessageSource } from "./source.js";

/**
 * A CloudEvents 1.0 event. Extension attributes stand under `extensions`.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface CloudEvent<Data = unknown> {
  readonly specversion: "1.0";
  /** Unique within `source`, the same on every delivery. */
  readonly id: string;
  /** A URI reference of where it came from. */
  readonly source: string;
  readonly type: string;
  readonly subject: string | undefined;
  /** RFC 3339. */
  readonly time: string | undefined;
  readonly datacontenttype: string | undefined;
  readonly data: Data;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A message of a queue, topic or stream. */
export interface Message<Data = unknown> extends CloudEvent<Data> {
  /** The sender's attributes, each with its type. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Which delivery this is; the first is 1. */
  readonly attempt: number;
  /** What the source orders or groups by: a FIFO group, a partition key. */
  readonly key: string | undefined;
  readonly enqueuedAt: Date | undefined;
}

/** A message over a native record; what is not read costs nothing. */
class LazyMessage<Data> implements Message<Data> {
  readonly #source: MessageSource;
  readonly id: string;
  readonly data: Data;

  constructor(source: MessageSource, data: Data) {
    this.#source = source;
    this.id = source.id;
    this.data = data;
  }

  get specversion() {
    return "1.0" as const;
  }
  get source() {
    return this.#source.source();
  }
  get type() {
    return this.#source.type();
  }
  get subject() {
    return this.#source.subject?.();
  }
  get time() {
    return this.enqueuedAt?.toISOString();
  }
  get datacontenttype() {
    return this.#source.contentType();
  }
  get extensions() {
    return this.#source.extensions?.() ?? {};
  }
  get attributes() {
    return this.#source.attributes();
  }
  get attempt() {
    return this.#source.attempt();
  }
  get key() {
    return this.#source.key();
  }
  get enqueuedAt() {
    return this.#source.enqueuedAt();
  }

  /** What `JSON.stringify` and a log line show: the event's members, which are accessors here. */
  toJSON(): Message<Data> {
    const { specversion, id, source, type, subject, time, datacontenttype, data } = this;
    const { extensions, attributes, attempt, key, enqueuedAt } = this;
    return {
      specversion,
      id,
      source,
      type,
      subject,
      time,
      datacontenttype,
      data,
      extensions,
      attributes,
      attempt,
      key,
      enqueuedAt,
    };
  }
}

/** The message that a handler receives, over its source and its decoded data. */
export function createMessage<Data>(source: MessageSource, data: Data): Message<Data> {
  return new LazyMessage(source, data);
}
