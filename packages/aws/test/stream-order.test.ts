import { change, message } from "onefn";
import { beforeEach, describe, expect, it } from "vitest";
import { type AwsOptions, adapt } from "../src/index.js";
import { dynamodb, kafka, kinesis } from "../src/simulator/index.js";

/** What the handlers did, in order. */
let history: string[] = [];
beforeEach(() => {
  history = [];
});

/** Handles what it gets in several turns, and fails for what begins with "fails". */
async function slowly(data: string): Promise<void> {
  history.push(`${data} begins`);
  for (let turn = 0; turn < 3; turn++) await undefined;
  if (data.startsWith("fails")) throw new Error("as it was told");
  history.push(`${data} ends`);
}

const orders = message(({ data }) => slowly(`${data}`));
const changes = change({ concurrency: 10 }, ({ after }) => slowly((after as { data: string }).data));
const run = (event: object, options: AwsOptions = {}) =>
  adapt({ orders, changes }, { ...options, log: () => {} })(event);

type Pair = readonly [key: string, data: string];

/** For each stream, an event with some records, and the name of its first one in a result. */
const streams: readonly (readonly [
  name: string,
  build: (...records: readonly Pair[]) => object,
  first: unknown,
])[] = [
  [
    "Kinesis",
    (...records) => kinesis(records.map(([key, body]) => ({ key, body }))),
    "49590338271490256608559692538361571095921575989136588898",
  ],
  [
    "Kafka",
    (...records) => kafka(records.map(([key, body]) => ({ key, body }))),
    { partition: "orders-01", offset: 0 },
  ],
  [
    "DynamoDB Streams",
    (...records) =>
      dynamodb(records.map(([id, data]) => ({ operation: "insert", key: { id }, after: { id, data } }))),
    "1000000000000000000000",
  ],
];

describe.each(streams)("the order of %s", (_, build, first) => {
  it("is that of the shard, whatever the function's concurrency", async () => {
    await run(build(["a", "1"], ["b", "2"], ["a", "3"]));
    expect(history).toEqual(["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]);
  });

  it("ends at the first failure, so that nothing behind it is handled twice", async () => {
    await run(build(["a", "1"], ["b", "fails"], ["c", "3"]));
    expect(history).toEqual(["1 begins", "1 ends", "fails begins"]);
  });

  it('is that of each key with order: "key"', async () => {
    await run(build(["a", "1"], ["b", "2"], ["a", "3"]), { order: "key" });
    expect(history).toHaveLength(6);
    expect(history.indexOf("2 begins")).toBeLessThan(history.indexOf("1 ends"));
    expect(history.indexOf("3 begins")).toBeGreaterThan(history.indexOf("1 ends"));
  });

  it('names the first failure with order: "key", so that successes behind it come again', async () => {
    const result = await run(build(["a", "fails"], ["b", "2"], ["a", "3"]), { order: "key" });
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: first }] });
    expect(history).toContain("2 ends");
    expect(history).not.toContain("3 begins");
  });
});

it('records of Kafka without a key wait for none with order: "key"', async () => {
  await run(kafka(["1", "2"]), { order: "key" });
  expect(history.slice(0, 2)).toEqual(["1 begins", "2 begins"]);
});

it('keys of several topics continue with order: "key", though each topic has its own function', async () => {
  const [one, two] = ["one", "two"].map((topic) =>
    kafka(
      [
        { key: "a", body: `${topic} 1` },
        { key: "b", body: `${topic} 2` },
      ],
      { topic },
    ),
  );
  const take = (from: string) => message({ from }, ({ data }) => slowly(`${data}`));
  const handler = adapt({ one: take("one"), two: take("two") }, { order: "key", log: () => {} });
  await handler({ ...one, records: { ...one?.records, ...two?.records } });
  expect(history.slice(0, 4).toSorted()).toEqual([
    "one 1 begins",
    "one 2 begins",
    "two 1 begins",
    "two 2 begins",
  ]);
});

it("a shard stays in order for a function with a concurrency of 1", async () => {
  const serial = message({ concurrency: 1 }, ({ data }) => slowly(`${data}`));
  const event = kinesis(["a", "b", "a"].map((key, n) => ({ key, body: `${n}` })));
  await adapt(serial, { order: "key", log: () => {} })(event);
  expect(history.filter((each) => each.endsWith("begins"))).toEqual(["0 begins", "1 begins", "2 begins"]);
});

it("is an option with two values", () => {
  expect(() => adapt(orders, { order: "none" as "key" })).toThrow(
    expect.objectContaining({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining('"shard" or "key"'),
    }),
  );
});
