import { Buffer } from "node:buffer";
import { createRecord, createResponse, EventRequest, type RequestCodec } from "onefn/provider";
import { CloudEventSource, cloudEventReading } from "./cloudevent.js";
import { answerHandshake, isHandshake } from "./webhook-handshake.js";

const PREFIX = "ce-";

const STRUCTURED = /^application\/cloudevents(?:\+json)?\s*(?:;|$)/i;
const BATCHED = /^application\/cloudevents-batch\+json\s*(?:;|$)/i;

/**
 * CloudEvents over HTTP, one a request: attributes in headers (binary mode), or all of it as JSON (structured mode).
 *
 * An empty 204 acknowledges; anything more could be taken for an event in reply. Knative moves what is answered 400 to the
 * dead-letter sink, and repeats a 500. A 503 would also be repeated by proxies, such as Istio's, at once.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 * @see https://github.com/knative/specs/blob/main/specs/eventing/data-plane.md
 */
export const cloudEvents: RequestCodec<CloudEventSource> = {
  trigger: "cloudevents",
  matches: (event) =>
    event instanceof EventRequest && (isStructured(event) || isBinary(event) || isHandshake(event)),
  preflight: answerHandshake,
  records: (event) => [isStructured(event) ? new CloudEventSource(event.json) : inBinaryMode(event)],
  readings: [cloudEventReading],
  rejects: () => true,
  settle: ([settled]) => createResponse(null, { status: STATUSES[settled?.type ?? "retry"] }),
};

/**
 * CloudEvents over HTTP, several a request. One status answers all of them: if any failed, all come again. A rejected one
 * is no reason to have all refused for good.
 */
export const cloudEventsBatch: RequestCodec<CloudEventSource> = {
  trigger: "cloudevents-batch",
  matches: (event) => event instanceof EventRequest && isBatched(event),
  records: (event) => (event.json as readonly unknown[]).map((each) => new CloudEventSource(each)),
  readings: [cloudEventReading],
  settle(settled) {
    const isDone = settled.every(({ type }) => type === "ack" || type === "drop");
    return createResponse(null, { status: isDone ? STATUSES.ack : STATUSES.retry });
  },
};

const STATUSES = { ack: 204, drop: 204, retry: 500, reject: 400 };

function isStructured(event: EventRequest): boolean {
  const { json } = event;
  return STRUCTURED.test(event.header("content-type") ?? "") && Object(json) === json && isVersion1(json);
}

function isVersion1(json: unknown): boolean {
  return /^1\./.test((json as { readonly specversion?: string }).specversion as string);
}

/** Another mode's content type is of another format, such as Avro, or of a body that is broken. */
function isBinary(event: EventRequest): boolean {
  const isOther = /^application\/cloudevents/i.test(event.header("content-type") ?? "");
  return !isOther && /^1\./.test(event.header("ce-specversion") ?? "") && event.header("ce-id") !== null;
}

function isBatched(event: EventRequest): boolean {
  return BATCHED.test(event.header("content-type") ?? "") && Array.isArray(event.json);
}

/** An event whose attributes are headers, and whose data is the body. */
function inBinaryMode({ request, body }: EventRequest): CloudEventSource {
  const record = createRecord<string>();
  for (const [name, value] of request.headers)
    if (name.startsWith(PREFIX)) record[name.slice(PREFIX.length)] = decodeAttribute(value);
  delete record.datacontenttype;
  const type = request.headers.get("content-type");
  if (type) record.datacontenttype = type;
  return new CloudEventSource(record, undefined, body);
}

/**
 * The value of an attribute in a header: a quoted string, or percent-encoded UTF-8, decoded once. Some senders write bare
 * percent signs, and UTF-8 that HTTP carries as Latin-1: what is no valid escape stays as it is.
 */
export function decodeAttribute(header: string): string {
  if (!ENCODED.test(header)) return header;
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(header)?.[1];
  const value = quoted === undefined ? header : quoted.replace(/\\(.)/gs, "$1");
  return utf8(value).replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** What a plain text does not hold. */
const ENCODED = /[%"\x80-\uffff]/;

function utf8(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch {
    return value;
  }
}
