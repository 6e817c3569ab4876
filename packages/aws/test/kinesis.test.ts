import { type Message, message, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message/kinesis.js";
import { isAws } from "../src/platform.js";
import { kinesis } from "../src/simulator/kinesis/event.js";

const quiet = { log: () => {} };
const ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
const base64 = (data: string | Uint8Array) => Buffer.from(data).toString("base64");

/** The smallest valid record of a stream. */
const record = (kinesis: object = {}, over: object = {}) => ({
  eventID: "shardId-000000000006:100",
  eventSource: "aws:kinesis",
  kinesis: { partitionKey: "customer-7", sequenceNumber: "100", data: base64("hello"), ...kinesis },
  eventSourceARN: ARN,
  ...over,
});

async function receive(...records: readonly unknown[]): Promise<readonly Message[]> {
  const seen: Message[] = [];
  await adapt(
    message((each) => void seen.push(each)),
    quiet,
  )({ Records: records });
  return seen;
}

describe("a message from Kinesis", () => {
  it("is a CloudEvent with its stream, its key and its place in the shard", async () => {
    const [first] = await receive(record({ approximateArrivalTimestamp: 1545084650.987 }));
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({
      specversion: "1.0",
      id: "shardId-000000000006:100",
      source: ARN,
      type: "com.amazonaws.kinesis.record",
      subject: "orders",
      time: "2018-12-17T22:10:50.987Z",
      key: "customer-7",
      data: "hello",
      attributes: {},
      extensions: { sequence: "100" },
    });
  });

  it("claims nothing that a stream does not tell", async () => {
    const [first] = await receive(record({ sequenceNumber: undefined, partitionKey: undefined }));
    expect(first).toMatchObject({ attempt: undefined, redelivered: undefined, key: undefined });
    expect(first?.time).toBeUndefined();
    expect(first?.extensions).toEqual({});
  });

  it("may be empty", async () => {
    expect((await receive(record({ data: "" })))[0]?.data).toBe("");
  });

  it("is routed by its stream, also through a consumer with enhanced fan-out", async () => {
    const seen: string[] = [];
    const handler = adapt(
      { orders: message({ from: "orders" }, ({ data }) => void seen.push(`${data}`)) },
      quiet,
    );
    const eventSourceARN = `${ARN}/consumer/shop:1545084650`;
    expect(await handler({ Records: [record({}, { eventSourceARN })] })).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(["hello"]);
    const other = record({}, { eventSourceARN: ARN.replace("orders", "payments") });
    await expect(handler({ Records: [other] })).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringContaining('"payments"'),
    });
  });

  it("has its native record at context.platform.record", async () => {
    const seen: unknown[] = [];
    const handler = adapt(
      message((_, context) => {
        if (isAws(context)) seen.push(context.platform.record?.kinesis?.partitionKey);
      }),
      quiet,
    );
    await handler({ Records: [record()] });
    expect(seen).toEqual(["customer-7"]);
  });

  it.each([
    ["that is null", null, "no data in base64"],
    ["without a payload", record({}, { kinesis: undefined }), "no data in base64"],
    ["with data that is no base64", record({ data: "{secret}" }), "no data in base64"],
    ["with base64 that has a character too many", record({ data: "YWJj!" }), "no data in base64"],
    ["with a single character", record({ data: "Y" }), "no data in base64"],
    [
      "that the Kinesis Producer Library has aggregated",
      record({ data: base64(Uint8Array.of(0xf3, 0x89, 0x9a, 0xc2, 10, 1)) }),
      "AggregationEnabled",
    ],
  ])(
    "a record %s reaches no handler, and the shard is delivered again from it",
    async (_, broken, reason) => {
      const seen: unknown[] = [];
      const lines: string[] = [];
      const handler = adapt(
        message({ as: "bytes" }, (each) => void seen.push(each)),
        { log: (line) => lines.push(line) },
      );
      const Records = [record({ sequenceNumber: "99" }), broken, record({ sequenceNumber: "101" })];
      const itemIdentifier = (broken as ReturnType<typeof record> | null)?.kinesis?.sequenceNumber ?? "";
      expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier }] });
      expect(seen).toHaveLength(1);
      expect(lines).toEqual([expect.stringMatching(/ONEFN_MESSAGE_UNDECODABLE/)]);
      expect(lines[0]).toContain(reason);
      expect(lines[0]).not.toContain("secret");
    },
  );

  it("that is aggregated reaches deadLetter with all of its bytes", async () => {
    const bytes = Uint8Array.of(0xf3, 0x89, 0x9a, 0xc2, 10, 1);
    const dead: unknown[] = [];
    const handler = adapt(
      message(
        {
          as: "json",
          deadLetter: ({ data }, { error }) => void dead.push(data, (error as { code: string }).code),
        },
        () => {},
      ),
      quiet,
    );
    const result = await handler({ Records: [record({ data: base64(bytes) })] });
    expect([result, dead]).toEqual([{ batchItemFailures: [] }, [bytes, "ONEFN_MESSAGE_UNDECODABLE"]]);
  });

  it("that is no UTF-8 still arrives as bytes, whatever its first bytes are", async () => {
    const bytes = Uint8Array.of(0xf3, 0x89, 0x9a, 0x80);
    const seen: unknown[] = [];
    const handler = adapt(
      message({ as: "bytes" }, ({ data }) => void seen.push(data)),
      quiet,
    );
    await handler({ Records: [record({ data: base64(bytes) })] });
    expect(seen).toEqual([bytes]);
  });
});

describe("the result for a data stream", () => {
  const failing = (...numbers: readonly string[]) =>
    adapt(
      message(({ extensions }) => (numbers.includes(`${extensions.sequence}`) ? retry() : undefined)),
      quiet,
    );
  const numbered = (...numbers: readonly string[]) => ({
    Records: numbers.map((sequenceNumber) => record({ sequenceNumber, partitionKey: sequenceNumber })),
  });

  it("names the first failed sequence number, of any length", async () => {
    const long = "49590338271490256608559692538361571095921575989136588898";
    expect(await failing("99", long)(numbered("99", "100", long))).toEqual({
      batchItemFailures: [{ itemIdentifier: "99" }],
    });
    expect(await failing(long)(numbered("99", "100", long))).toEqual({
      batchItemFailures: [{ itemIdentifier: long }],
    });
  });

  it("makes Lambda deliver the whole batch again if a failed record has no number", async () => {
    expect(await failing("<sequence-number:1>")(numbered("99", "<sequence-number:1>"))).toEqual({
      batchItemFailures: [{ itemIdentifier: "" }],
    });
  });

  it("has the state of a tumbling window, even if nothing has arrived", async () => {
    const window = { start: "2026-01-01T00:00:00Z", end: "2026-01-01T00:05:00Z" };
    const last = { Records: [], window, state: { count: 3 }, isFinalInvokeForWindow: true };
    const expected = { batchItemFailures: [], state: { count: 3 } };
    expect(await failing()({ ...last, eventSourceARN: ARN })).toEqual(expected);
    expect(await failing()({ ...last, eventSource: "aws:kinesis" })).toEqual(expected);
    expect(await failing("7")({ ...last, ...numbered("7") })).toEqual({
      batchItemFailures: [{ itemIdentifier: "7" }],
      state: { count: 3 },
    });
  });

  it("does not claim an empty event of another source", async () => {
    const eventSourceARN = "arn:aws:dynamodb:eu-central-1:1:table/orders/stream/2026";
    await expect(failing()({ Records: [], window: {}, eventSourceARN })).rejects.toMatchObject({
      code: "ONEFN_UNKNOWN_EVENT",
    });
  });
});

describe("the event builder", () => {
  it("builds records of a stream", () => {
    const { Records } = kinesis([{ body: "x", key: "a" }, "y"], { stream: "readings" });
    expect(Records).toMatchObject([
      {
        eventSourceARN: expect.stringMatching(/:stream\/readings$/),
        kinesis: { partitionKey: "a", data: "eA==" },
      },
      { kinesis: { partitionKey: expect.stringMatching(/./), data: "eQ==" } },
    ]);
  });

  it("accepts a message that a handler received, with its id, time and key", async () => {
    const [first] = await receive(...kinesis([{ body: "x", key: "a" }]).Records);
    const [again] = await receive(...kinesis([first as Message], { stream: "copies" }).Records);
    const { id, time, key, data } = first as Message;
    expect(again).toMatchObject({ id, time, key, data, subject: "copies" });
  });

  it("refuses a key that Kinesis refuses", () => {
    for (const key of ["", "x".repeat(257)])
      expect(() => kinesis([{ body: "x", key }])).toThrow(
        expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }),
      );
  });
});
