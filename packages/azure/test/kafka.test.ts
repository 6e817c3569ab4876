import { message } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/message/kafka.js";
import { kafka } from "../src/simulator/index.js";
import { seen, told } from "./support/messages.js";

describe.each(["one", "many"] as const)("a record of Kafka, with cardinality %s", (cardinality) => {
  test("has what the host says of it", async () => {
    const sent = { body: "hello", contentType: "text/plain", key: "c-7", attributes: { Tenant: "grün" } };
    const [first] = await seen(kafka([sent], { cardinality }));
    expect(first).toMatchObject({
      id: "0:0",
      source: "orders",
      type: "org.apache.kafka.record",
      datacontenttype: "text/plain",
      data: "hello",
      attempt: undefined,
      key: "c-7",
      attributes: { Tenant: "grün", "content-type": "text/plain" },
      extensions: { sequence: "0", partition: "0" },
    });
    expect(Date.now() - Number(first?.enqueuedAt)).toBeLessThan(60_000);
  });

  test("has the bytes of a header that is no text, and the last of a header that repeats", async () => {
    const headers = [
      ["h", Buffer.from("first")],
      ["h", Buffer.from("last")],
      ["b", Buffer.from([0xff])],
      ["count", Buffer.from([0, 0, 0, 7])],
      ["__proto__", Buffer.from("p")],
    ];
    const [first] = await seen(kafka([{ body: "x", native: { headers } }], { cardinality }));
    expect(Object.entries(first?.attributes ?? {})).toEqual([
      ["h", "last"],
      ["b", Uint8Array.of(0xff)],
      ["count", Uint8Array.of(0, 0, 0, 7)],
      ["__proto__", "p"],
    ]);
  });

  test("claims nothing that the host does not tell", async () => {
    const event = kafka(["x"], { cardinality });
    const bare = { ...event, context: { ...event.context, triggerMetadata: undefined } };
    expect((await seen(bare))[0]).toMatchObject({ id: ":", key: undefined, time: undefined, attributes: {} });
  });
});

test("a record without a value has none, and is not an empty one", async () => {
  const data: unknown[] = [];
  const handler = adapt(message((each) => void data.push(each.data)));
  for (const native of [{ value: null }, {}]) {
    const { input, context } = kafka([{ body: "", key: "k", native }], { cardinality: "one" });
    await handler(input, context);
  }
  expect(data).toEqual([null, ""]);
});

test("a function that was registered with dataType: string gets the record's value", async () => {
  const record = (Value: unknown) => ({
    Offset: 1,
    Partition: 0,
    Topic: "orders",
    Value,
    Key: null,
    Headers: [],
  });
  const event = kafka(["a", "b", "c"]);
  const input = [record('{"a":1}'), record("b"), record(null)];
  const data: unknown[] = [];
  await adapt(message((each) => void data.push(each.data)))(input, event.context);
  expect(data).toEqual(['{"a":1}', "b", null]);
});

test("keys of a batch keep their digits, and a single one that may have lost some is undefined", async () => {
  for (const key of ["12.50", '{"id":12345678901234567890}']) {
    const sent = { body: "x", key };
    expect((await seen(kafka([sent])))[0]?.key).toBe(key);
    expect((await seen(kafka([sent], { cardinality: "one" })))[0]?.key).toBeUndefined();
  }
});

test("records of two partitions of a batch have two ids", async () => {
  const events = await seen(told(kafka(["a", "b"]), { partitionArray: [0, 1], offsetArray: [7, 7] }));
  expect(events.map(({ id }) => id)).toEqual(["0:7", "1:7"]);
});

test("the topic is the one that an app setting names", async () => {
  const event = kafka(["x"], { topic: "%TOPIC%" });
  expect((await seen(event, "orders", { TOPIC: "orders" }))[0]?.source).toBe("orders");
});
