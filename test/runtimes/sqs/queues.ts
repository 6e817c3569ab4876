import { join } from "node:path";
import { SNS } from "@aws-sdk/client-sns";
import { type Message, SQS } from "@aws-sdk/client-sqs";
import { Child } from "../harness/child.js";
import { nodeOf } from "../harness/nodes.js";

/** SQS and SNS, with AWS's own clients. */
export interface Queues {
  readonly sqs: SQS;
  readonly sns: SNS;
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts SQS and SNS on this machine. */
export async function startQueues(): Promise<Queues> {
  const child = new Child(nodeOf(22), [join(import.meta.dirname, "server.mjs")], {
    cwd: import.meta.dirname,
    env: {},
  });
  for await (const endpoint of child.follow()) {
    // Node 22 first warns about its SQLite.
    if (!endpoint.startsWith("http://")) continue;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const config = { endpoint, region: "eu-central-1", credentials };
    return { sqs: new SQS(config), sns: new SNS(config), endpoint, stop: () => child.stop() };
  }
  throw new Error(`SQS did not start:\n${child.lines.join("\n")}`);
}

/**
 * Receives what a queue has, and writes it as Lambda's event: the poller between the two is ours.
 *
 * @param WaitTimeSeconds for how long it waits for the first message.
 */
export async function receive(sqs: SQS, QueueUrl: string, WaitTimeSeconds = 0) {
  const { Messages = [] } = await sqs.receiveMessage({
    QueueUrl,
    WaitTimeSeconds,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
  const eventSourceARN = Attributes?.QueueArn ?? "";
  return { Records: Messages.map((message) => recordOf(message, eventSourceARN)) };
}

function recordOf(message: Message, eventSourceARN: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion: "eu-central-1",
  };
}
