import { adapt } from "@onefn/aws";
import { type Message, message, retry } from "onefn";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Queues, receive, startQueues } from "./sqs/queues.js";

let queues: Queues;

beforeAll(async () => {
  queues = await startQueues();
});
afterAll(() => queues?.stop());

const quiet = { log: () => {} };

async function createQueue(QueueName: string): Promise<string> {
  const { QueueUrl } = await queues.sqs.createQueue({ QueueName, Attributes: { VisibilityTimeout: "600" } });
  return QueueUrl as string;
}

it("retry({ after }) changes for how long SQS hides the message, and no other", async () => {
  const { sqs } = queues;
  const QueueUrl = await createQueue("delayed");
  for (const MessageBody of ["now", "later", "plain"]) await sqs.sendMessage({ QueueUrl, MessageBody });
  const delays: Readonly<Record<string, number>> = { now: 0, later: 300 };
  const fn = message(({ data }) => retry({ after: delays[String(data)] }));
  const event = await receive(sqs, QueueUrl);
  expect(event.Records.map(({ body }) => body).sort()).toEqual(["later", "now", "plain"]);
  await adapt(fn, { ...quiet, visibility: sqs })(event);
  const again = await receive(sqs, QueueUrl);
  expect(again.Records.map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount])).toEqual([
    ["now", "2"],
  ]);
});

it("a refusal of SQS is logged, and the message is delivered again by the queue's own setting", async () => {
  const { sqs } = queues;
  const QueueUrl = await createQueue("refused");
  await sqs.sendMessage({ QueueUrl, MessageBody: "x" });
  const { Records } = await receive(sqs, QueueUrl);
  const lines: string[] = [];
  const handler = adapt(
    message(() => retry({ after: 5 })),
    { visibility: sqs, log: (line) => void lines.push(line) },
  );
  const other = Records.map((record) => ({ ...record, eventSourceARN: "arn:aws:sqs:eu-central-1:1:none" }));
  expect(await handler({ Records: other })).toEqual({
    batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }],
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("ONEFN_NO_DELAY");
});

it("what SNS puts into a queue is unwrapped", async () => {
  const { sqs, sns } = queues;
  const QueueUrl = await createQueue("subscribed");
  const { TopicArn } = await sns.createTopic({ Name: "orders" });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
  await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint: Attributes?.QueueArn });
  const { MessageId } = await sns.publish({
    TopicArn,
    Subject: "A new order",
    Message: '{"sku":"a"}',
    MessageAttributes: {
      "content-type": { DataType: "String", StringValue: "application/json" },
      count: { DataType: "Number", StringValue: "3" },
      bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) },
    },
  });
  const seen: Message[] = [];
  const fn = message((each) => void seen.push(each));
  await adapt(fn, { ...quiet, unwrap: true })(await receive(sqs, QueueUrl));
  expect(seen).toHaveLength(1);
  const [first] = seen;
  expect(first).toMatchObject({
    id: MessageId,
    source: TopicArn,
    type: "com.amazonaws.sns.Notification",
    subject: "A new order",
    data: { sku: "a" },
    attempt: 1,
  });
  expect({ ...first?.attributes }).toEqual({
    "content-type": "application/json",
    count: 3,
    bytes: Uint8Array.of(0, 255),
  });
});
