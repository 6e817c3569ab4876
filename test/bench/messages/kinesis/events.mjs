// What a Kinesis event source mapping hands to a function.
// https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
import { orderText } from "../orders.mjs";

export { lambdaContext as contextOf } from "../../lambda/events.mjs";

const SHARD = "shardId-000000000006";

export function eventOf(count) {
  return {
    Records: Array.from({ length: count }, (_, index) => {
      const sequenceNumber = `495903382711902560797${String(index).padStart(35, "0")}`;
      return {
        kinesis: {
          kinesisSchemaVersion: "1.0",
          partitionKey: `customer-${index % 100}`,
          sequenceNumber,
          data: Buffer.from(orderText(index)).toString("base64"),
          approximateArrivalTimestamp: 1795348800.651,
        },
        eventSource: "aws:kinesis",
        eventVersion: "1.0",
        eventID: `${SHARD}:${sequenceNumber}`,
        eventName: "aws:kinesis:record",
        invokeIdentityArn: "arn:aws:iam::123456789012:role/orders",
        awsRegion: "eu-central-1",
        eventSourceARN: "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
      };
    }),
  };
}

export const expectedFailures = () => [];

/** The sequence numbers that a result names. */
export const failedIn = ({ batchItemFailures }) => batchItemFailures.map((failure) => failure.itemIdentifier);
