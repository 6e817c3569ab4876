import type { CloudEventSource } from "@onefn/server/cloudevents";
import { OnefnError, type RecordSource, type Trace } from "onefn/provider";

/** A CloudEvent of Google's, however it arrived: its attributes, and its data as JSON or as bytes. */
export class GoogleEvent {
  readonly event: CloudEventSource;
  readonly #json: unknown;
  #content: { readonly value: unknown } | undefined;
  #ownBytes: Uint8Array | undefined;
  #read: { readonly value: unknown } | undefined;

  /** @param json the body of a request that is all data, as JSON; undefined where it is none. */
  constructor(event: CloudEventSource, json?: unknown) {
    this.event = event;
    this.#json = json;
  }

  get type(): string {
    return this.event.type();
  }

  /**
   * The parsed JSON, a text, or bytes, which others may share; undefined where there is no data.
   *
   * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for JSON that is broken.
   */
  get content(): unknown {
    this.#content ??= { value: contentOf(this.event, this.#json) };
    return this.#content.value;
  }

  /** The same for whoever may change it: bytes are copied. */
  get data(): unknown {
    const { content } = this;
    if (!(content instanceof Uint8Array)) return content;
    // functions-framework hands over a Buffer, whose pool others share.
    this.#ownBytes ??= new Uint8Array(content);
    return this.#ownBytes;
  }

  /** What a reader makes of the data. An event has one reader, which reads it once. */
  read<Value>(reader: (event: GoogleEvent) => Value): Value {
    this.#read ??= { value: reader(this) };
    return this.#read.value as Value;
  }
}

const JSON_TYPE = /[/+]json\b/i;
const TEXT_TYPE = /^(?:text\/(?!json)|application\/(?:[\w.-]+\+)?xml\b)/i;

function contentOf(event: CloudEventSource, json: unknown): unknown {
  // functions-framework hands over parsed JSON, and a Buffer.
  if (event.parsed) return event.parsed();
  const body = event.body();
  if (body === null || body.length === 0) return undefined;
  const type = event.contentType();
  if (TEXT_TYPE.test(type ?? "")) return typeof body === "string" ? body : textOf(body);
  if (!JSON_TYPE.test(type ?? "application/json")) return body;
  if (json !== undefined) return json;
  try {
    return JSON.parse(typeof body === "string" ? body : UTF8.decode(body).replace(/^\uFEFF/, ""));
  } catch {
    // Without a type, bytes may be of any format.
    if (type === undefined) return body;
    throw undecodable("its data is not the JSON that its content type promises");
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw undecodable("its data is not the text in UTF-8 that its content type promises");
  }
}

const UTF8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The error for an event that is not what its type says. */
export function undecodable(cause: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${cause}. Check what sends to the function.`);
}

/** What every kind of record tells of its CloudEvent; each kind adds its own members. */
export abstract class GoogleSource implements RecordSource {
  readonly #from: GoogleEvent;
  readonly #event: CloudEventSource;
  readonly id: string;

  /** @throws OnefnError ONEFN_MESSAGE_UNDECODABLE for an event without an attribute that all have, and broken JSON. */
  constructor(from: GoogleEvent) {
    const { event } = from;
    if (!event.id || !event.source() || !event.type())
      throw undecodable("the CloudEvent lacks its id, its source or its type");
    void from.content;
    this.#from = from;
    this.#event = event;
    this.id = event.id;
  }

  /** The data of the CloudEvent, unchanged. */
  get record(): unknown {
    return this.#from.data;
  }

  source(): string {
    return this.#event.source();
  }
  type(): string {
    return this.#event.type();
  }
  subject(): string | undefined {
    return this.#event.subject();
  }
  time(): Date | undefined {
    return this.#event.enqueuedAt();
  }
  contentType(): string | undefined {
    return this.#event.contentType();
  }
  trace(): Trace | undefined {
    return this.#event.trace();
  }
  extensions(): Readonly<Record<string, unknown>> {
    return this.#event.extensions();
  }
}
