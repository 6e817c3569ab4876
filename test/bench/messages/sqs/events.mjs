// What an SQS event source mapping hands to a function.
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html

import { orderText } from "../orders.mjs";

export { lambdaContext as contextOf } from "../../lambda/events.mjs";

const source = "arn:aws:sqs:eu-central-1:123456789012:orders";

/** Every tenth message fails in its handler when `failures` is set. */
export function eventOf(count, { failures = false } = {}) {
  return {
    Records: Array.from({ length: count }, (_, index) => ({
      messageId: messageId(index),
      receiptHandle: `AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a${index}`,
      body: orderText(index, failures),
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "1795348800000",
        SenderId: "AIDAIENQZJOLO23YVJ4VO",
        ApproximateFirstReceiveTimestamp: "1795348800010",
      },
      messageAttributes: { tenant: { stringValue: "eu", dataType: "String" } },
      md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
      eventSource: "aws:sqs",
      eventSourceARN: source,
      awsRegion: "eu-central-1",
    })),
  };
}

/** The ids that a partial batch response has to name. */
export function expectedFailures(count, { failures = false } = {}) {
  if (!failures) return [];
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => index % 10 === 3)
    .map(messageId);
}

/** The ids that a result names. */
export const failedIn = ({ batchItemFailures }) => batchItemFailures.map((failure) => failure.itemIdentifier);

function messageId(index) {
  return `059f36b4-87a3-44ab-83d2-${String(index).padStart(12, "0")}`;
}
