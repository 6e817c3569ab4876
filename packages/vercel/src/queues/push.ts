import { type EventRequest, OnefnError } from "onefn/provider";

/** What a queue tells of a message, beside its body. */
export interface VercelQueueMessage {
  readonly messageId: string;
  readonly topic: string;
  readonly consumerGroup: string;
  /** The region whose queue keeps it, such as `fra1`. */
  readonly region: string;
  /** Which delivery this is; the first is 1. */
  readonly deliveryCount: number | undefined;
  /** When it was sent, as ISO 8601. */
  readonly createdAt: string | undefined;
  /** When the queue drops it, as ISO 8601. */
  readonly expiresAt: string | undefined;
  readonly contentType: string | undefined;
}

/** The right to settle a message, which is a secret, and until when it holds. */
export interface LeaseTerms {
  readonly handle: string;
  /** Milliseconds since the epoch; undefined where it is not told. */
  readonly until: number | undefined;
  /** When the queue drops the message, likewise. */
  readonly expires: number | undefined;
}

/** A pushed message. Without `terms`, its body has to be fetched. */
export interface Push {
  readonly message: VercelQueueMessage;
  readonly terms: LeaseTerms | undefined;
  readonly source: string;
}

/** The region becomes part of a host's name, to which a token is sent. */
const REGION = /^[a-z]{2,5}\d{1,2}$/;

/**
 * Reads the headers of a push.
 *
 * @param here the region in which the function runs, for a push that names none.
 * @throws OnefnError ONEFN_MESSAGE_UNDECODABLE if it lacks what settling needs.
 */
export function readPush(event: EventRequest, here: string | undefined): Push {
  const read = (name: string) => event.header(`ce-vqs${name}`) || undefined;
  const topic = read("queuename");
  const consumerGroup = read("consumergroup");
  const messageId = read("messageid");
  const region = read("region") ?? here;
  if (!topic || !consumerGroup || !messageId || !region || !REGION.test(region)) {
    throw new OnefnError(
      "ONEFN_MESSAGE_UNDECODABLE",
      "[onefn/vercel] queues: a push does not name its topic, consumer group, message and region in the headers " +
        "ce-vqsqueuename, ce-vqsconsumergroup, ce-vqsmessageid and ce-vqsregion. Check what sends it.",
    );
  }
  const handle = read("receipthandle");
  const expiresAt = read("expiresat");
  return {
    message: {
      messageId,
      topic,
      consumerGroup,
      region,
      deliveryCount: countOf(read("deliverycount")),
      createdAt: read("createdat"),
      expiresAt,
      contentType: event.header("content-type") || undefined,
    },
    terms:
      handle === undefined
        ? undefined
        : { handle, until: timeOf(read("visibilitydeadline")), expires: timeOf(expiresAt) },
    source: event.header("ce-source") || `/topic/${topic}/consumer/${consumerGroup}`,
  };
}

/** A count of deliveries; undefined for what is none. */
export function countOf(text: string | null | undefined): number | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

/** Milliseconds since the epoch; undefined for what is no time. */
export function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : time;
}
