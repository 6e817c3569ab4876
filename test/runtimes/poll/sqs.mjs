// A process that polls a queue, and says what its handler does.
import { SQS } from "@aws-sdk/client-sqs";
import { adapt, poll } from "@onefn/server/poll";
import { sqs } from "@onefn/server/sqs";
import { handler } from "./handler.mjs";

const { ENDPOINT, QUEUE_URL: queueUrl, OPTIONS = "{}", SOURCE = "{}" } = process.env;
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const client = new SQS({ endpoint: ENDPOINT, region: "eu-central-1", credentials });

await poll(
  adapt(handler),
  sqs({ client, queueUrl, waitTime: 1, ...JSON.parse(SOURCE) }),
  JSON.parse(OPTIONS),
);
console.log("polling");
