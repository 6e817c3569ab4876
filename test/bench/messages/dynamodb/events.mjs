// What a DynamoDB event source mapping hands to a function.
// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
import { orderText } from "../orders.mjs";

export { lambdaContext as contextOf } from "../../lambda/events.mjs";

const TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";

/** A value as DynamoDB writes it. */
function written(value) {
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  return typeof value === "string" ? { S: value } : { M: item(value) };
}

const item = (members) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, written(value)]));

export function eventOf(count) {
  return {
    Records: Array.from({ length: count }, (_, index) => {
      const order = {
        ...JSON.parse(orderText(index)),
        total: 1299.5 + index,
        tags: { gift: true, note: "" },
      };
      return {
        eventID: `c4ca4238a0b923820dcc509a6f${String(index).padStart(6, "0")}`,
        eventName: "INSERT",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: "eu-central-1",
        dynamodb: {
          ApproximateCreationDateTime: 1795348800,
          Keys: { id: { S: order.id } },
          NewImage: item(order),
          SequenceNumber: `4421584500000000017450${String(index).padStart(6, "0")}`,
          SizeBytes: 120,
          StreamViewType: "NEW_AND_OLD_IMAGES",
        },
        eventSourceARN: TABLE,
      };
    }),
  };
}

export const expectedFailures = () => [];

/** The sequence numbers that a result names. */
export const failedIn = ({ batchItemFailures }) => batchItemFailures.map((failure) => failure.itemIdentifier);
