import { gzipSync } from "node:zlib";
import { drop, partitioned, type TransformRecord, task, transform } from "onefn";
import { beforeEach, describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { isAws } from "../src/platform.js";
import { firehose } from "../src/simulator/index.js";
import { adapt as adaptFirehose } from "../src/transform/firehose.js";

let lines: string[] = [];
const quiet = { log: (line: string) => void lines.push(line) };
beforeEach(() => {
  lines = [];
});

interface Result {
  readonly records: readonly {
    readonly recordId: string;
    readonly result: string;
    readonly data?: string;
    readonly kafkaRecordValue?: string;
    readonly metadata?: object;
  }[];
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const echo = transform({ as: "json" }, ({ data }) => data as object);
const run = async (fn: typeof echo, event: unknown) => (await adaptFirehose(fn, quiet)(event)) as Result;

describe("a record from Firehose", () => {
  it("is a CloudEvent with its stream, its key and its place in the source", async () => {
    let seen: TransformRecord | undefined;
    let native: unknown;
    const see = transform((record, context) => {
      seen = record;
      native = isAws(context) ? context.platform.record : undefined;
      return "";
    });
    const event = firehose([{ record: "hello", key: "visitor-1" }], { stream: "clicks", source: "kinesis" });
    await adapt(see, quiet)(event);
    const [record] = event.records;
    expect(JSON.parse(JSON.stringify(seen))).toEqual({
      specversion: "1.0",
      id: record?.recordId,
      source: "arn:aws:firehose:eu-central-1:123456789012:deliverystream/clicks",
      type: "com.amazonaws.firehose.record",
      subject: "clicks",
      time: new Date(Number(record?.approximateArrivalTimestamp)).toISOString(),
      data: "hello",
      attributes: {},
      key: "visitor-1",
      extensions: { sequence: record?.recordId },
    });
    expect(native).toBe(record);
  });

  it("claims nothing that Firehose does not tell", async () => {
    let seen: TransformRecord | undefined;
    const see = transform((record) => {
      seen = record;
      return "";
    });
    await adapt(see, quiet)(firehose([{ record: "x", native: { approximateArrivalTimestamp: undefined } }]));
    expect(seen).toMatchObject({ key: undefined, time: undefined, extensions: {} });
  });

  it.each([
    ["a number", 1495072949453, "2017-05-18T02:02:29.453Z"],
    ["a text of digits", "1495072949453", "2017-05-18T02:02:29.453Z"],
    ["a text of a date, as in an old sample of the console", "2017-05-18", undefined],
  ])("has a time that its source writes as %s", async (_, approximateArrivalTimestamp, time) => {
    let seen: TransformRecord | undefined;
    const see = transform((record) => {
      seen = record;
      return "";
    });
    await adapt(see, quiet)(firehose([{ record: "x", native: { approximateArrivalTimestamp } }]));
    expect(seen?.time).toBe(time);
  });

  it("is compressed where its sender compresses it, as CloudWatch Logs does", async () => {
    const size = transform({ as: "bytes" }, ({ data }) => ({ size: data.length, magic: data[0] }));
    const record = gzipSync('{"messageType":"CONTROL_MESSAGE"}');
    const { records } = (await adaptFirehose(size, quiet)(firehose([{ record }]))) as Result;
    expect(records[0]?.data).toBe(base64(`{"size":${record.length},"magic":31}`));
  });
});

describe("the answer to Firehose", () => {
  it("has every record once and in order, with data in each", async () => {
    const event = firehose([{ record: 1 }, { record: 2 }, { record: 3 }, { record: "{" }]);
    const odd = transform({ as: "json" }, ({ data }) => {
      if (data === 2) return drop();
      if (data === 3) throw new Error("no");
      return { n: data as number };
    });
    const ids = event.records.map(({ recordId }) => recordId);
    expect(await adaptFirehose(odd, quiet)(event)).toEqual({
      records: [
        { recordId: ids[0], result: "Ok", data: base64('{"n":1}') },
        { recordId: ids[1], result: "Dropped", data: "" },
        { recordId: ids[2], result: "ProcessingFailed", data: "" },
        { recordId: ids[3], result: "ProcessingFailed", data: "" },
      ],
    });
  });

  it("has the data under the name that records of MSK have", async () => {
    const event = firehose([{ record: { a: 1 } }, { record: "{" }], { source: "msk" });
    const { records } = await run(echo, event);
    expect(records).toEqual([
      { recordId: event.records[0]?.recordId, result: "Ok", kafkaRecordValue: base64('{"a":1}') },
      { recordId: event.records[1]?.recordId, result: "ProcessingFailed", kafkaRecordValue: "" },
    ]);
  });

  it("has the keys of a partitioned value, which must be texts", async () => {
    const split = transform({ as: "json" }, ({ data }) => partitioned("x", { year: data as string }));
    const { records } = await run(
      split as never,
      firehose([{ record: "2026" }, { record: 2026 }].map(quoted)),
    );
    expect(records[0]).toMatchObject({ result: "Ok", metadata: { partitionKeys: { year: "2026" } } });
    expect(records[1]).toMatchObject({ result: "ProcessingFailed" });
    expect(lines.join()).toContain('the partition key \\"year\\" is no text');
  });

  it("leaves out what Lambda does not return, and says so", async () => {
    const big = transform({ as: "json" }, ({ data }) => "x".repeat(data as number));
    const sizes = [2_000_000, 2_000_000, 1_000_000, 10];
    const { records } = await run(big as never, firehose(sizes.map((record) => ({ record }))));
    expect(records.map(({ result }) => result)).toEqual(["Ok", "Ok", "ProcessingFailed", "Ok"]);
    expect(Buffer.byteLength(JSON.stringify({ records }))).toBeLessThan(6 * 1024 * 1024);
    expect(lines.filter((line) => line.includes("ONEFN_RESULT_TOO_LARGE"))).toHaveLength(1);
    expect(lines.join()).toContain("1 of 4 records are ProcessingFailed");
  });

  it("is measured in bytes, those of keys included", async () => {
    // With three of them, the answer is too large by the bytes of its keys alone.
    const length = 1_572_660;
    const big = transform({ as: "json" }, ({ data }) =>
      partitioned("x".repeat(data as number), { ключ: "ü".repeat(50) }),
    );
    const { records } = await run(
      big as never,
      firehose([length, length, length, 300].map((record) => ({ record }))),
    );
    expect(Buffer.byteLength(JSON.stringify({ records }))).toBeLessThanOrEqual(6 * 1024 * 1024);
    expect(records.map(({ result }) => result)).toEqual(["Ok", "Ok", "ProcessingFailed", "Ok"]);
  });

  it("has 10,000 small records", async () => {
    const { records } = await run(
      echo,
      firehose(Array.from({ length: 10_000 }, (_, n) => ({ record: { n } }))),
    );
    expect(records.every(({ result }) => result === "Ok")).toBe(true);
    expect(lines).toEqual([]);
  });

  it("fails a record without data alone", async () => {
    const event = firehose([{ record: 1 }, { record: 2, native: { data: undefined } }, { record: 3 }]);
    const { records } = await run(echo, event);
    expect(records.map(({ result }) => result)).toEqual(["Ok", "ProcessingFailed", "Ok"]);
  });

  it.each([
    ["is null", null],
    ["has no id, as emulators send it", { data: base64("1") }],
  ])("is none if a record %s, and no handler runs", async (_, record) => {
    let calls = 0;
    const count = transform(() => ++calls);
    const event = firehose([{ record: 1 }]);
    await expect(
      adaptFirehose(count, quiet)({ ...event, records: [...event.records, record] }),
    ).rejects.toMatchObject({ code: "ONEFN_MALFORMED_EVENT" });
    expect(calls).toBe(0);
  });

  it("has one record for each, also if a handler returns a list", async () => {
    const list = transform({ as: "json" }, ({ data }) => [data, data]);
    const { records } = await run(list, firehose([{ record: 1 }]));
    expect(records.map(({ data }) => data)).toEqual([base64("[1,1]")]);
  });

  it("is a failure of the invocation at the deadline", async () => {
    const stuck = transform({ as: "json" }, async ({ data }) =>
      data === 2 ? new Promise<string>(() => {}) : "x",
    );
    const context = { getRemainingTimeInMillis: () => 30 } as never;
    const answer = adaptFirehose(stuck, { ...quiet, margin: 20 })(
      firehose([{ record: 1 }, { record: 2 }], { stream: "clicks" }),
      context,
    );
    await expect(answer).rejects.toMatchObject({
      code: "ONEFN_DEADLINE",
      message: expect.stringContaining("1 of 2 records of the stream clicks were not transformed"),
    });
  });
});

describe("an event of Firehose", () => {
  it("is no input of a task, and nothing for other functions", async () => {
    const event = firehose([{ record: 1 }]);
    await expect(adapt(task((input) => input))(event)).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
  });

  it("takes the transform of its stream, also by a portable name", async () => {
    const clicks = transform({ from: "clicks" }, () => "clicks");
    const views = transform({ from: "views" }, () => "views");
    const handler = adapt({ clicks, views }, { ...quiet, names: { "prod-clicks": "clicks" } });
    for (const [stream, value] of [
      ["views", "views"],
      ["prod-clicks", "clicks"],
    ] as const) {
      const { records } = (await handler(firehose([{ record: 1 }], { stream }))) as Result;
      expect(records[0]?.data).toBe(base64(value));
    }
    await expect(handler(firehose([{ record: 1 }], { stream: "other" }))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
    });
  });
});

/** A text as JSON, so that it arrives as one. */
function quoted({ record }: { readonly record: unknown }) {
  return { record: JSON.stringify(record) };
}
