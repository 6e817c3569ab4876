import { type Message, message, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message/kafka.js";
import { isAws } from "../src/platform.js";
import { kafka } from "../src/simulator/kafka/event.js";

const quiet = { log: () => {} };
const CLUSTER = "arn:aws:kafka:eu-central-1:123456789012:cluster/demo/7f2f4a5c-1";
const base64 = (data: string | Uint8Array) => Buffer.from(data).toString("base64");
const bytes = (text: string) => [...Buffer.from(text)];

/** The smallest valid record of a topic. */
const record = (offset: number, over: object = {}) => ({
  topic: "orders",
  partition: 12,
  offset,
  value: base64(`value ${offset}`),
  headers: [],
  ...over,
});

const event = (records: object, over: object = {}) => ({
  eventSource: "aws:kafka",
  eventSourceArn: CLUSTER,
  bootstrapServers: "b-1:9092,b-2:9092",
  records,
  ...over,
});

async function receive(native: object): Promise<readonly Message[]> {
  const seen: Message[] = [];
  await adapt(
    message((each) => void seen.push(each)),
    quiet,
  )(native);
  return seen;
}

const receiveOne = async (over: object) => (await receive(event({ "orders-0": [record(15, over)] })))[0];

describe("a message from Kafka", () => {
  it("is a CloudEvent with its topic, its key and its place in the partition", async () => {
    const first = await receiveOne({ timestamp: 1545084650987, key: base64("customer-7") });
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({
      specversion: "1.0",
      id: "orders-0:15",
      source: CLUSTER,
      type: "org.apache.kafka.record",
      subject: "orders",
      time: "2018-12-17T22:10:50.987Z",
      key: "customer-7",
      data: "value 15",
      extensions: { partition: 12, sequence: "15" },
    });
  });

  it.each(["SelfManagedKafka", "aws:SelfManagedKafka"])(
    "may come from a cluster of one's own: %s",
    async (eventSource) => {
      const records = { "orders-0": [record(1)] };
      const [first] = await receive(event(records, { eventSource, eventSourceArn: undefined }));
      expect([first?.source, first?.data]).toEqual(["kafka:b-1:9092,b-2:9092", "value 1"]);
    },
  );

  it("claims nothing that a topic does not tell", async () => {
    for (const key of [null, undefined]) {
      const first = await receiveOne({ key, headers: undefined });
      expect(first).toMatchObject({
        attempt: undefined,
        redelivered: undefined,
        key: undefined,
        attributes: {},
      });
      expect(first?.time).toBeUndefined();
    }
  });

  it.each([
    ["nanoseconds", 1545084650987000000],
    ["microseconds, which end after the year 9999", 1545084650987000],
    ["text", "1545084650987"],
  ])("has no time if its producer counts in %s, and can be copied and printed", async (_, timestamp) => {
    const first = await receiveOne({ timestamp });
    expect([first?.time, first?.enqueuedAt]).toEqual([undefined, undefined]);
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({ data: "value 15" });
    expect({ ...first }).toMatchObject({ data: "value 15" });
  });

  it("without a value has null as its data, and an empty value is an empty text", async () => {
    for (const value of [null, undefined])
      expect(
        (await receive(JSON.parse(JSON.stringify(event({ a: [record(15, { value })] })))))[0]?.data,
      ).toBeNull();
    expect((await receiveOne({ value: "" }))?.data).toBe("");
  });

  it("has its headers as text, or as bytes if they are no UTF-8 or have a zero, and the last of a name counts", async () => {
    const first = await receiveOne({
      headers: [
        { tenant: bytes("first") },
        { tenant: bytes("last"), Überschrift: [-61, -68] },
        { raw: [-1, 1, 127] },
        { count: [0, 0, 0, 7] },
        { ["__proto__"]: bytes("kept") },
        { absent: null },
      ],
    });
    expect(Object.entries(first?.attributes ?? {})).toEqual([
      ["tenant", "last"],
      ["Überschrift", "ü"],
      ["raw", Uint8Array.of(255, 1, 127)],
      ["count", Uint8Array.of(0, 0, 0, 7)],
      ["__proto__", "kept"],
    ]);
  });

  it("is read by the content type among its headers", async () => {
    const headers = [{ "Content-Type": bytes("application/json") }];
    const first = await receiveOne({ headers, value: base64('{"a":1}') });
    expect([first?.data, first?.datacontenttype]).toEqual([{ a: 1 }, "application/json"]);
  });

  it("has a key that is no text as base64", async () => {
    expect((await receiveOne({ key: base64(Uint8Array.of(0, 255)) }))?.key).toBe("AP8=");
  });

  it("carries its sender's trace", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const traces: (string | undefined)[] = [];
    const handler = adapt(
      message((_, { trace }) => void traces.push(trace?.traceparent)),
      quiet,
    );
    const headers = [{ traceparent: bytes(traceparent) }];
    await handler(
      event({ "orders-0": [record(1, { headers }), record(2, { headers: [{ traceparent: [-1] }] })] }),
    );
    expect(traces).toEqual([traceparent, undefined]);
  });

  it("has its native record at context.platform.record, with every header and the schema's metadata", async () => {
    const seen: unknown[] = [];
    const handler = adapt(
      message((_, context) => {
        if (isAws(context))
          seen.push(context.platform.record?.headers, context.platform.record?.valueSchemaMetadata);
      }),
      quiet,
    );
    const headers = [{ a: [1] }, { a: [2] }];
    const valueSchemaMetadata = { dataFormat: "AVRO", schemaId: "1234" };
    await handler(event({ "orders-0": [record(1, { headers, valueSchemaMetadata })] }));
    expect(seen).toEqual([headers, valueSchemaMetadata]);
  });

  it("is routed by its own topic", async () => {
    const seen: string[] = [];
    const take = (from: string) => message({ from }, ({ id }) => void seen.push(`${from} ${id}`));
    const handler = adapt({ orders: take("orders"), payments: take("payments") }, quiet);
    const records = {
      "orders-0": [record(1)],
      "payments-0": [record(1, { topic: "payments" })],
      "returns-0": [record(7, { topic: "returns" }), record(8, { topic: "returns" })],
    };
    expect(await handler(event(records))).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: "returns-0", offset: 7 } }],
    });
    expect(seen).toEqual(["orders orders-0:1", "payments payments-0:1"]);
  });
});

describe("the result for topics", () => {
  const failing = (...ids: readonly string[]) =>
    adapt(
      message(({ id }) => (ids.includes(id) ? retry() : undefined)),
      quiet,
    );
  /** As in recorded events: the names do not end in the number of the partition. */
  const records = {
    "my-topic-01": [98, 99, 100, 101].map((offset) => record(offset, { partition: 0, topic: "my-topic" })),
    "my-topic-0": [5, 6].map((offset) => record(offset, { partition: 12, topic: "my-topic" })),
  };

  it("has the lowest failed offset of each partition, by the name that Lambda gave it", async () => {
    expect(await failing("my-topic-01:100", "my-topic-01:99", "my-topic-0:6")(event(records))).toEqual({
      batchItemFailures: [
        { itemIdentifier: { partition: "my-topic-01", offset: 99 } },
        { itemIdentifier: { partition: "my-topic-0", offset: 6 } },
      ],
    });
    expect(await failing()(event(records))).toEqual({ batchItemFailures: [] });
  });

  it("has offset 0", async () => {
    expect(await failing("orders-0:0")(event({ "orders-0": [record(0)] }))).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: "orders-0", offset: 0 } }],
    });
  });

  it("has a record without a body, which reaches no handler and stops only its partition", async () => {
    const seen: string[] = [];
    const handler = adapt(
      message(({ id }) => void seen.push(id)),
      quiet,
    );
    const broken = { "a-0": [record(1), record(2, { value: 7 }), record(3)], "b-0": [record(9)] };
    expect(await handler(event(broken))).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: "a-0", offset: 2 } }],
    });
    expect([...seen].sort()).toEqual(["a-0:1", "b-0:9"]);
  });

  it("is an error, and the whole batch is delivered again, if a failed record has no offset", async () => {
    await expect(failing()(event({ "orders-0": [record(1), null] }))).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
    });
  });

  it("is empty for an event without records", async () => {
    expect(await failing()(event({}))).toEqual({ batchItemFailures: [] });
  });
});

describe("the event builder", () => {
  it("builds records of a topic, for both kinds of clusters", () => {
    const words = [
      { body: "x", key: "a", attributes: { n: "ü" } },
      { body: "", tombstone: true },
    ];
    const own = kafka(words, { topic: "readings", selfManaged: true });
    expect(own).toMatchObject({ eventSource: "SelfManagedKafka", bootstrapServers: expect.any(String) });
    expect(Object.values(own.records)).toMatchObject([
      [
        { topic: "readings", offset: 0, key: "YQ==", value: "eA==", headers: [{ n: [-61, -68] }] },
        { offset: 1, value: null, headers: [] },
      ],
    ]);
    expect(kafka(["x"])).toMatchObject({ eventSource: "aws:kafka", eventSourceArn: expect.any(String) });
  });

  it("accepts a message that a handler received, with its time, key and attributes", async () => {
    const [first] = await receive(kafka([{ body: "x", key: "a", attributes: { n: "1" } }]));
    const [again] = await receive(kafka([first as Message], { topic: "copies" }));
    const { time, key, data, attributes } = first as Message;
    expect(again).toMatchObject({ time, key, data, attributes, subject: "copies" });
  });
});
