import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { type AttributeValue, OnefnError } from "onefn/provider";
import { type MessageWords, type OutgoingMessage, readWords } from "onefn/simulator";

/** A CloudEvent as its JSON format writes it. Extensions are further members. */
export interface CloudEventDocument {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype?: string;
  readonly data?: unknown;
  readonly data_base64?: string;
  readonly [member: string]: unknown;
}

/** What the sender of an event knows beside its message. */
export interface Envelope {
  readonly id?: string | undefined;
  readonly source: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

const OWN =
  /^(?:specversion|id|source|type|subject|time|datacontenttype|dataschema|data|data_base64|partitionkey)$/;

/**
 * The event that an SDK makes of a message: bytes without a type go as bytes, JSON as a value, and other text as text.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where an SDK refuses it.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export function documentOf(
  place: string,
  { body, contentType, attributes = {}, key, native = {} }: OutgoingMessage,
  { id = randomUUID(), source, type, time }: Envelope,
): CloudEventDocument {
  const reason = Object.entries(attributes).map(reasonAgainst).find(Boolean);
  if (reason) throw new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/server] ${place}: ${reason}.`);
  return {
    specversion: "1.0",
    id,
    source,
    type,
    time: new Date(time).toISOString(),
    ...(contentType !== undefined && { datacontenttype: contentType }),
    ...attributes,
    ...(key !== undefined && { partitionkey: key }),
    ...dataOf(Buffer.from(body as string), contentType),
    ...native,
  };
}

function dataOf(bytes: Buffer, contentType: string | undefined): object {
  const data_base64 = bytes.toString("base64");
  if (contentType === undefined) return { data_base64 };
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) return { data_base64 };
  if (!/json/.test(contentType)) return { data: text };
  try {
    return { data: JSON.parse(text) };
  } catch {
    return { data_base64 };
  }
}

/** @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#naming-conventions */
function reasonAgainst([name, value]: readonly [string, AttributeValue]): string | undefined {
  if (!/^[a-z0-9]+$/.test(name) || OWN.test(name))
    return "one of its attributes has a name that CloudEvents refuses. Use lower-case letters and digits";
  const isInteger = typeof value === "number" && value === (value | 0);
  return typeof value === "string" || typeof value === "boolean" || isInteger
    ? undefined
    : "one of its attributes is neither a text, a boolean nor an integer of 32 bits";
}

/** What a CloudEvent comes from. */
export interface CloudEventOptions {
  /** Default: `/shop/orders`. */
  readonly source?: string;
  /** Default: `com.example.message`. */
  readonly type?: string;
}

/**
 * A CloudEvent as JSON: the body of a request in structured mode, or a member of a batch. A portable event keeps its id, its
 * time and its key.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where CloudEvents refuses an attribute.
 * @example
 * const body = JSON.stringify(cloudEvent({ body: '{"sku":"tea"}', contentType: "application/json" }));
 * @trigger cloudevents cloudevents-structured cloudevents-batch cloudevents-any cloudevents-storage cloudevents-change
 */
export function cloudEvent(
  words: MessageWords,
  { source = "/shop/orders", type = "com.example.message" }: CloudEventOptions = {},
): CloudEventDocument {
  const { message, id, sentAt } = readWords(words);
  return documentOf("cloudEvent", message, { id, source, type, time: sentAt ?? Date.now() });
}
