import { SQS } from "@aws-sdk/client-sqs";
import { adapt, poll } from "@onefn/server/poll";
import { sqs } from "@onefn/server/sqs";
import { message } from "onefn";

export async function consume({ endpoint, handleParsed }) {
  const client = new SQS({ endpoint, region: "eu-central-1" });
  const fn = message({ as: "json" }, ({ data }) => handleParsed(data));
  await poll(adapt(fn), sqs({ client, queueUrl: `${endpoint}/1/orders` }));
}
