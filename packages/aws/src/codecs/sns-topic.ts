import type { RecordCodec } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { settleTogether } from "./settle-together.js";

/**
 * A message of an SNS topic that invokes the function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export interface SnsEvent {
  readonly Records: readonly (SnsRecord | null)[];
}

/** One message of an SNS topic. */
export interface SnsRecord {
  readonly EventSource?: string;
  readonly EventSubscriptionArn?: string;
  readonly Sns?: SnsNotification | undefined;
}

/**
 * What SNS sends to functions and, as a JSON text, to queues without raw message delivery.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export interface SnsNotification {
  readonly Type?: string;
  readonly MessageId?: string;
  readonly TopicArn?: string;
  readonly Subject?: string | null | undefined;
  readonly Message?: string;
  readonly Timestamp?: string;
  readonly MessageAttributes?: Readonly<Record<string, SnsAttribute | null | undefined>> | null | undefined;
}

interface SnsAttribute {
  readonly Type?: string;
  readonly Value?: string;
}

/** The protocol of a topic that invokes the function. Codecs add what they read. */
export const snsTopic: Omit<RecordCodec<SnsEvent, SnsRecord | null, null, LambdaContext>, "readings"> = {
  trigger: "sns",
  matches(native) {
    const { Records } = asRecord(native);
    return Array.isArray(Records) && asRecord(Records[0]).EventSource === "aws:sns";
  },
  records: ({ Records }) => Records,
  settle: settleTogether,
};
