// As much of SQS as consumers ask for, without a queue's own work: what is measured is the consumer.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { orderText } from "../messages/orders.mjs";

const Body = orderText(1);
const message = {
  Body,
  MD5OfBody: createHash("md5").update(Body).digest("hex"),
  Attributes: { ApproximateReceiveCount: "1", SentTimestamp: "1767225600000" },
};
let number = 0;

const answers = {
  GetQueueAttributes: () => ({ Attributes: { VisibilityTimeout: "30" } }),
  ReceiveMessage: () => ({
    Messages: Array.from({ length: 10 }, () => ({
      ...message,
      MessageId: `${number}`,
      ReceiptHandle: `${number++}`,
    })),
  }),
  DeleteMessageBatch: ({ Entries }) => ({ Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] }),
};

const server = createServer(async (request, response) => {
  const action = `${request.headers["x-amz-target"]}`.replace("AmazonSQS.", "");
  const input = await json(request);
  response.setHeader("content-type", "application/x-amz-json-1.0");
  response.end(JSON.stringify(answers[action]?.(input) ?? {}));
});
server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}`));
