import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { AttributeValue } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import { arn } from "../account.js";
import { overridden } from "../sqs/record.js";
import { invalid } from "../sqs/refusals.js";
import { textBody } from "../sqs/text-body.js";

/** The maximum size of a message with its attributes, in bytes. */
const MESSAGE_LIMIT = 256 * 1024;

/** A message as a topic keeps it until it is delivered. */
export interface StoredNotification<Subject extends string | null = string | null> {
  readonly id: string;
  readonly topic: string;
  readonly message: string;
  readonly subject: Subject;
  readonly attributes: Readonly<Record<string, SnsAttribute>>;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** Replaces members of the native notification. */
  readonly native: Readonly<Record<string, unknown>>;
}

interface SnsAttribute {
  readonly Type: "String" | "Number" | "Binary";
  /** Base64 if it is binary. */
  readonly Value: string;
}

/** Where and when a message is published. */
interface Published<Subject extends string | null> {
  readonly topic: string;
  readonly sentAt: number;
  readonly id?: string | undefined;
  readonly subject: Subject;
}

/**
 * What a topic keeps of a message.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if SNS refuses it.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function storeNotification<Subject extends string | null>(
  place: string,
  { body, contentType, attributes, native = {} }: OutgoingMessage,
  { topic, sentAt, id = randomUUID(), subject }: Published<Subject>,
): StoredNotification<Subject> {
  const message = textBody(place, body, "SNS");
  if (message === "")
    throw invalid(place, "its body is empty, which SNS refuses. Send at least one character");
  const typed = contentType === undefined ? attributes : { "Content-Type": contentType, ...attributes };
  const entries = Object.entries(typed ?? {}).map(([name, value]) => [name, snsAttribute(value)] as const);
  const size = Buffer.byteLength(JSON.stringify([message, entries]));
  if (size > MESSAGE_LIMIT) {
    throw invalid(
      place,
      `it has ${size} bytes, but SNS accepts ${MESSAGE_LIMIT}. Send a link to an object store`,
    );
  }
  return { id, topic, message, subject, attributes: Object.fromEntries(entries), sentAt, native };
}

/** SNS has strings, numbers and bytes; a boolean is sent as text. */
function snsAttribute(value: AttributeValue): SnsAttribute {
  if (value instanceof Uint8Array) return { Type: "Binary", Value: Buffer.from(value).toString("base64") };
  return { Type: typeof value === "number" ? "Number" : "String", Value: String(value) };
}

const SIGNED = { SignatureVersion: "1", Signature: "EXAMPLE" };
const CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-example.pem";
const UNSUBSCRIBE = "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe";

/** The members that a notification has in every event. */
function membersOf<Subject extends string | null>(stored: StoredNotification<Subject>) {
  const { id, topic, message, subject, attributes, sentAt } = stored;
  return {
    Type: "Notification",
    MessageId: id,
    TopicArn: arn("sns", topic),
    Subject: subject,
    Message: message,
    Timestamp: new Date(sentAt).toISOString(),
    ...SIGNED,
    MessageAttributes: attributes,
  };
}

/** One message in Lambda's event. @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function snsRecord<Subject extends string | null>(stored: StoredNotification<Subject>) {
  const notification = { ...membersOf(stored), SigningCertUrl: CERTIFICATE, UnsubscribeUrl: UNSUBSCRIBE };
  return {
    EventVersion: "1.0",
    EventSubscriptionArn: `${arn("sns", stored.topic)}:21be56ed-a058-49f5-8c98-aedd2564c486`,
    EventSource: "aws:sns",
    Sns: overridden(notification, stored.native),
  };
}

/**
 * The body of a queue's message without raw message delivery. A message without a subject or attributes lacks these
 * members.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function snsEnvelope(stored: StoredNotification): string {
  const { Subject, MessageAttributes, ...members } = membersOf(stored);
  return JSON.stringify({
    ...members,
    ...(Subject !== null && { Subject }),
    SigningCertURL: CERTIFICATE,
    UnsubscribeURL: UNSUBSCRIBE,
    ...(Object.keys(MessageAttributes).length > 0 && { MessageAttributes }),
  });
}
