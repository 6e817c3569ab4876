import { SQSClient } from "@aws-sdk/client-sqs";
import { Consumer } from "sqs-consumer";

/** bbc/sqs-consumer, whose batch handler deletes ten messages with one call, as onefn does. */
export async function consume({ endpoint, handle }) {
  const sqs = new SQSClient({ endpoint, region: "eu-central-1" });
  Consumer.create({
    sqs,
    queueUrl: `${endpoint}/1/orders`,
    batchSize: 10,
    attributeNames: ["All"],
    messageAttributeNames: ["All"],
    async handleMessageBatch(messages) {
      await Promise.all(messages.map(({ Body }) => handle(Body)));
      return messages;
    },
  }).start();
}
