import { SendMessageBatchCommand, SQSClient, type SQSClientConfig } from "@aws-sdk/client-sqs";
import type { Queue } from "./queue.js";

/** SQS takes ten messages at a time. */
const BATCH = 10;

export function sqs(QueueUrl: string | undefined, config: SQSClientConfig = {}): Queue {
  const client = new SQSClient(config);
  return {
    async send(deliveries) {
      for (let from = 0; from < deliveries.length; from += BATCH) {
        const Entries = deliveries
          .slice(from, from + BATCH)
          .map((each, index) => ({ Id: String(index), MessageBody: JSON.stringify(each) }));
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
        // The call succeeds even if SQS has refused some of its messages.
        if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} of ${Entries.length} messages.`);
      }
    },
  };
}
