import { Buffer } from "node:buffer";
import {
  type AttributeValue,
  createRecord,
  type MessageSource,
  OnefnError,
  parseTraceparent,
  type Reading,
  type Trace,
} from "onefn/provider";

/**
 * A CloudEvent as JSON writes it. Of one in the headers of a request: its attributes, decoded, and no data.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export type CloudEventRecord = Readonly<Record<string, unknown>>;

/** A CloudEvent that a request brought, in whichever mode. */
export class CloudEventSource implements MessageSource {
  readonly record: CloudEventRecord;
  readonly origin: string;
  readonly id: string;
  readonly parsed?: () => unknown;
  readonly #bytes: Uint8Array | undefined;

  /**
   * @param origin where it came from. Default: its `source`.
   * @param bytes its data, where a request's body is all of it.
   */
  constructor(record: unknown, origin?: string, bytes?: Uint8Array) {
    this.record = Object(record) as CloudEventRecord;
    this.origin = origin ?? this.source();
    this.id = this.#text("id") ?? "";
    this.#bytes = bytes;
    const { data } = this.record;
    if (!bytes && data !== undefined && !this.#hasBase64 && !this.#isText) this.parsed = () => data;
  }

  source(): string {
    return this.#text("source") ?? "";
  }
  type(): string {
    return this.#text("type") ?? "";
  }
  subject(): string | undefined {
    return this.#text("subject");
  }
  contentType(): string | undefined {
    return this.#text("datacontenttype");
  }
  enqueuedAt(): Date | undefined {
    const time = this.#text("time");
    return time === undefined ? undefined : new Date(time);
  }
  body(): string | Uint8Array | null {
    const { data, data_base64 } = this.record;
    const bytes = this.#bytes ?? (this.#hasBase64 ? bytesOf(data_base64) : undefined);
    // Some senders announce JSON, and send no data: that is no broken document.
    if (bytes) return bytes.length === 0 && JSON_TYPE.test(this.contentType() ?? "") ? null : bytes;
    if (data === undefined) return JSON_TYPE.test(this.contentType() ?? "") ? null : "";
    const isPlain = typeof data === "string" && !JSON_TYPE.test(this.contentType() ?? "");
    return isPlain ? data : JSON.stringify(data);
  }
  /** The extensions of the types that attributes have, without the one that is the key. */
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes = createRecord<AttributeValue>();
    for (const [name, value] of Object.entries(this.extensions()))
      if (name !== KEY && /^(?:string|number|boolean)$/.test(typeof value))
        attributes[name] = value as AttributeValue;
    return attributes;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const extensions = createRecord<unknown>();
    for (const [name, value] of Object.entries(this.record))
      if (!OWN.has(name) && value !== null) extensions[name] = value;
    return extensions;
  }
  attempt(): undefined {
    return undefined;
  }
  key(): string | undefined {
    return this.#text(KEY);
  }
  trace(): Trace | undefined {
    return parseTraceparent(this.#text("traceparent"), this.#text("tracestate"));
  }

  /** Serializers that write every member write null for the one that has no value. */
  get #hasBase64(): boolean {
    return (this.record.data_base64 ?? undefined) !== undefined;
  }

  /** Whether a string among the JSON is the data itself, and not JSON that holds a string. */
  get #isText(): boolean {
    const type = this.contentType();
    return typeof this.record.data === "string" && type !== undefined && !JSON_TYPE.test(type);
  }

  #text(name: string): string | undefined {
    const value = this.record[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }
}

/** Attributes of the specification, and the data: everything else is an extension. */
const OWN: ReadonlySet<string> = new Set([
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "dataschema",
  "data",
  "data_base64",
]);

/** @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/partitioning.md */
const KEY = "partitionkey";

const JSON_TYPE = /[/+]json\b/i;

/** Base64, or its form for URLs. Buffer skips what is neither: bytes would be lost in silence. */
const BASE64 = /^[\w+/-]*={0,2}$/;

/** @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for what is no base64. */
function bytesOf(base64: unknown): Uint8Array {
  if (typeof base64 === "string" && BASE64.test(base64)) return new Uint8Array(Buffer.from(base64, "base64"));
  throw undecodable("its data is no base64");
}

function undecodable(what: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${what}. Check what sends to the function.`);
}

/** A CloudEvent goes to the function that claims its source, or the last part of it: a topic's name, as a rule. */
export const cloudEventReading: Reading<CloudEventSource> = {
  kind: "message",
  origin: ({ origin }) => origin,
  names: (origin) => [/[^/#:]*$/.exec(origin)?.[0] as string],
  decode: checked,
};

/** @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for a CloudEvent without an attribute that all of them have. */
export function checked(source: CloudEventSource): CloudEventSource {
  if (source.id && source.source() && source.type()) return source;
  throw undecodable("the CloudEvent lacks its id, its source or its type");
}

/** The data of events that were asked for it: once before they are routed, and again when they are read. */
const parsedData = new WeakMap<CloudEventSource, Readonly<Record<string, unknown>>>();

/** The members of an event's data; none if it is no JSON object. */
export function jsonIn(source: CloudEventSource): Readonly<Record<string, unknown>> {
  let json = parsedData.get(source);
  if (!json) {
    json = Object(valueIn(source)) as Readonly<Record<string, unknown>>;
    parsedData.set(source, json);
  }
  return json;
}

function valueIn(source: CloudEventSource): unknown {
  try {
    if (source.parsed) return source.parsed();
    const body = source.body() ?? "";
    return JSON.parse(
      typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body),
    );
  } catch {
    return undefined;
  }
}
