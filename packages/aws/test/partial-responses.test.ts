import { change, message, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { dynamodb, kafka, kinesis, sqs } from "../src/simulator/index.js";

const events = [
  ["SQS", (...ids: readonly string[]) => sqs(ids)],
  ["a FIFO queue", (...ids: readonly string[]) => sqs(ids, { queue: "orders.fifo" })],
  ["Kinesis", (...ids: readonly string[]) => kinesis(ids)],
  ["Kafka", (...ids: readonly string[]) => kafka(ids)],
  [
    "DynamoDB Streams",
    (...ids: readonly string[]) => dynamodb(ids.map((id) => ({ operation: "insert", key: { id } }))),
  ],
] as const;

/** Functions that fail for the id "fails", and what they have seen. */
function deployed(partialResponses?: boolean) {
  const seen: string[] = [];
  const obey = (id: string) => {
    seen.push(id);
    return id === "fails" ? retry() : undefined;
  };
  const functions = {
    orders: message(({ data }) => obey(`${data}`)),
    changes: change(({ key }) => obey(`${key.id}`)),
  };
  return { seen, handler: adapt(functions, { partialResponses, log: () => {} }) };
}

describe.each(events)("without partial batch responses, %s", (_, build) => {
  it("is told of a failure by an error, which Lambda cannot take for a success", async () => {
    const { handler, seen } = deployed(false);
    await expect(handler(build("1", "fails"))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(seen).toEqual(["1", "fails"]);
  });

  it("has its batch acknowledged if nothing failed", async () => {
    expect(await deployed(false).handler(build("1", "2"))).toEqual({ batchItemFailures: [] });
  });

  it("is told of a failure by a list unless the option is false", async () => {
    for (const partialResponses of [undefined, true]) {
      const result = (await deployed(partialResponses).handler(build("1", "fails"))) as {
        batchItemFailures: unknown[];
      };
      expect(result.batchItemFailures).toHaveLength(1);
    }
  });
});

it("every message of a standard queue is handled before the batch fails", async () => {
  const { handler, seen } = deployed(false);
  await expect(handler(sqs(["1", "fails", "2", "3"]))).rejects.toMatchObject({
    code: "ONEFN_BATCH_FAILED",
    message: expect.stringContaining("1 of 4"),
  });
  expect(seen).toEqual(["1", "fails", "2", "3"]);
});

it("is an option with two values", () => {
  expect(() => deployed("no" as unknown as boolean)).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
  );
});
