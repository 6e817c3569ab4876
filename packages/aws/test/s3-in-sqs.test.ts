import { message, retry, storage } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { s3, s3InSqs } from "../src/simulator/index.js";
import { adapt as adaptQueued } from "../src/storage/s3-in-sqs.js";
import { events, s3Record as record } from "./events.js";

const quiet = { log: () => {} };

/** A message that a bucket sent to a queue. */
const body = (...Records: readonly unknown[]) => ({ body: JSON.stringify({ Records }) });

describe("notifications in a queue", () => {
  const TEST_EVENT = {
    body: '{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-22T12:00:00.123Z","Bucket":"uploads","RequestId":"1","HostId":"2"}',
  };
  const mixed = () => {
    const seen: string[] = [];
    const functions = {
      uploads: storage({ bucket: "uploads" }, ({ key }) => {
        seen.push(`object ${key}`);
        return key === "again" ? retry() : undefined;
      }),
      rest: message({ as: "text" }, ({ id }) => void seen.push(`message ${id}`)),
    };
    return { seen, functions };
  };
  const other = record({}, { s3: { bucket: { name: "others" }, object: { key: "x" } } });

  it("go to the storage function of their bucket, and to the message function if there is none", async () => {
    const { seen, functions } = mixed();
    const result = await adapt(
      functions,
      quiet,
    )(
      events.sqs(
        body(record({ key: "a" })),
        { body: "hello" },
        body(other),
        body(record({ key: "again" })),
        body(record({ key: "b" }), record({ key: "c" })),
      ),
    );
    expect(seen.sort()).toEqual([
      "message m1",
      "message m2",
      "object a",
      "object again",
      "object b",
      "object c",
    ]);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "m3" }] });
  });

  it("are not recognised in messages that only look similar", async () => {
    const { seen, functions } = mixed();
    await adapt(
      functions,
      quiet,
    )(
      events.sqs(
        { body: 'text with "aws:s3" and broken JSON: {"Records":[' },
        { body: '"aws:s3"' },
        { body: '{"Records":"aws:s3"}' },
        { body: '{"Records":[],"eventSource":"aws:s3"}' },
        { body: '{"Event":"s3:TestEvent"}' },
        body(record(), { eventSource: "aws:sns" }),
        body(record(), other),
        body(null, record()),
      ),
    );
    expect(seen.sort()).toEqual(Array.from({ length: 8 }, (_, index) => `message m${index}`));
  });

  it("can share a batch and its groups with the messages of a batch handler", async () => {
    const seen: string[] = [];
    const functions = {
      uploads: storage({ bucket: "uploads" }, ({ key }) => {
        seen.push(key);
        return key === "b" ? retry() : undefined;
      }),
      rest: message.batch((all) => void seen.push(all.map(({ id }) => id).join())),
    };
    const fifo = (over: object) => ({
      ...over,
      attributes: { MessageGroupId: "g" },
      eventSourceARN: "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
    });
    const result = await adapt(
      functions,
      quiet,
    )(
      events.sqs(
        ...[
          body(record({ key: "a" })),
          { body: "1" },
          { body: "2" },
          body(record({ key: "b" })),
          { body: "3" },
        ].map(fifo),
      ),
    );
    expect(seen).toEqual(["a", "m1,m2", "b"]);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "m3" }, { itemIdentifier: "m4" }] });
  });

  it("are preceded by S3's test event, which reaches no function", async () => {
    const { seen, functions } = mixed();
    const handler = adapt(functions, quiet);
    expect(await handler(events.sqs(TEST_EVENT))).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([]);
    const pinned = adaptQueued(functions.uploads, quiet);
    expect(await pinned(events.sqs(TEST_EVENT))).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([]);
  });

  it("fail alone if they cannot be read, and so do messages that are not notifications", async () => {
    const lines: string[] = [];
    const seen: string[] = [];
    const handler = adaptQueued(
      storage({ bucket: "uploads" }, ({ key }) => void seen.push(key)),
      { log: (line) => void lines.push(line) },
    );
    const event = events.sqs(body(record({ key: "a%" })), body(record()), { body: "hello" });
    expect(await handler({ Records: [...event.Records, null] })).toEqual({
      batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m2" }, { itemIdentifier: "" }],
    });
    expect(seen).toEqual(["a.txt"]);
    expect(lines.map((line) => JSON.parse(line).code).sort()).toEqual([
      "ONEFN_MESSAGE_UNDECODABLE",
      "ONEFN_NO_FUNCTION",
    ]);
    await expect(handler(events.sqs({ body: "hello" }))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringContaining(':orders, in a message that is not an S3 notification"'),
    });
  });

  it("have the trace of their message", async () => {
    const traces: (string | undefined)[] = [];
    const AWSTraceHeader = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    const handler = adaptQueued(
      storage((_, { trace }) => void traces.push(trace?.traceId)),
      quiet,
    );
    await handler(events.sqs({ ...body(record()), attributes: { AWSTraceHeader } }));
    expect(traces).toEqual(["5759e988bd862e3fe1be46a994272793"]);
  });

  it("are routed by the portable name of their bucket", async () => {
    const seen: string[] = [];
    const fn = storage({ bucket: "uploads" }, ({ bucket }) => void seen.push(bucket));
    const handler = adapt(fn, { ...quiet, names: { "shop-prod-uploads": "uploads" } });
    await handler(s3InSqs(["a"], { bucket: "shop-prod-uploads" }));
    await handler(s3(["a"], { bucket: "shop-prod-uploads" }));
    expect(seen).toEqual(["shop-prod-uploads", "shop-prod-uploads"]);
  });
});
