import { message, retry, type StorageNotification, storage } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt, isAws } from "../src/index.js";
import { s3, s3EventBridge, s3InSns, s3InSqs, sns, sqs } from "../src/simulator/index.js";
import { adapt as adaptBus } from "../src/storage/s3-eventbridge.js";
import { adapt as adaptTopic } from "../src/storage/s3-in-sns.js";
import { adapt as adaptStorage } from "../src/storage.js";
import { events, s3Record } from "./events.js";

const quiet = { log: () => {} };

const own = (over: object = {}) => JSON.stringify({ Records: [s3Record(over)] });
const TEST_EVENT = JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "uploads" });

/** What SNS puts around a message for a queue. Some relays format it anew. */
const wrapped = (text: string, space?: number) =>
  JSON.stringify(
    { Type: "Notification", MessageId: "1", TopicArn: "arn:aws:sns:x:1:t", Message: text },
    null,
    space,
  );

/** An event of a bus about an object. `object` and `over` replace members. */
const bus = (object: object = {}, over: object = {}) => ({
  version: "0",
  id: "17793124",
  "detail-type": "Object Created",
  source: "aws.s3",
  account: "123456789012",
  time: "2026-11-22T12:00:00Z",
  region: "eu-west-1",
  resources: ["arn:aws:s3:::uploads"],
  detail: {
    version: "0",
    bucket: { name: "uploads" },
    object: { key: "a.txt", size: 3, etag: "abc", sequencer: "0055AED6DCD90281E5", ...object },
    "request-id": "N4N7GDK58NMKJ12R",
    reason: "PutObject",
  },
  ...over,
});

async function receive(
  event: unknown,
  using: typeof adaptStorage = adapt,
): Promise<readonly StorageNotification[]> {
  const seen: StorageNotification[] = [];
  await using(
    storage({ bucket: "uploads" }, (each) => void seen.push(each)),
    quiet,
  )(event);
  return seen;
}

/** Keys that differ if they are decoded twice, or not at all. */
const KEYS = [
  "two words.txt",
  "one+one.txt",
  "a%20b%2Bc%25.txt",
  "100%",
  "e\u0301 ü 😀/\"'.txt",
  "%2B%20%%%.png",
  "%2B++ %20.mp3",
  "test/10:47:07;=(1).log",
];

const FORMS: readonly (readonly [string, (key: string) => unknown])[] = [
  ["directly", (key) => s3([key])],
  ["in a topic", (key) => s3InSns(key)],
  ["in a queue", (key) => s3InSqs([key])],
  ["in a queue behind a topic", (key) => s3InSqs([key], { through: "sns" })],
  ["through EventBridge", (key) => s3EventBridge(key)],
  ["through EventBridge, in a queue", (key) => s3InSqs([key], { through: "eventbridge" })],
  ["through EventBridge, in a topic", (key) => sns(JSON.stringify(s3EventBridge(key)))],
  [
    "through EventBridge, in a queue behind a topic",
    (key) => sqs([wrapped(JSON.stringify(s3EventBridge(key)), 2)]),
  ],
];

describe.each(FORMS)("a notification that arrives %s", (_, build) => {
  it.each(KEYS)("has the key %s, decoded once", async (key) => {
    for (const using of [adapt, adaptStorage]) {
      const [first, ...more] = await receive(build(key), using);
      expect(more).toEqual([]);
      expect(first).toMatchObject({ operation: "created", bucket: "uploads", key, subject: key, size: 1024 });
    }
  });

  it("goes to the message function if no storage function claims its bucket, except without a message", async () => {
    const seen: string[] = [];
    const functions = {
      others: storage({ bucket: "others" }, () => void seen.push("storage")),
      rest: message({ as: "text" }, ({ data }) => void seen.push(data)),
    };
    const event = build("a.txt") as { readonly Records?: readonly Record<string, unknown>[] };
    const [record] = event.Records ?? [];
    const { Sns, body } = (record ?? {}) as { Sns?: { Message: string }; body?: string };
    const text = Sns?.Message ?? body;
    if (text === undefined)
      await expect(adapt(functions, quiet)(event)).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
    else await adapt(functions, quiet)(event);
    expect(seen).toEqual(text === undefined ? [] : [text]);
  });

  it("leaves the event unchanged", async () => {
    const event = build("a b.txt");
    const before = structuredClone(event);
    await receive(event);
    expect(event).toEqual(before);
  });
});

it.each([
  ["a queue", events.sqs({ body: TEST_EVENT }), { batchItemFailures: [] }],
  ["a queue behind a topic", events.sqs({ body: wrapped(TEST_EVENT) }), { batchItemFailures: [] }],
  ["a topic", sns(TEST_EVENT), null],
])("S3's test event in %s is acknowledged and reaches no function", async (_, event, result) => {
  const seen: unknown[] = [];
  const functions = {
    uploads: storage({ bucket: "uploads" }, (each) => void seen.push(each)),
    rest: message((each) => void seen.push(each)),
  };
  expect(await adapt(functions, quiet)(event)).toEqual(result);
  expect(await adaptStorage(functions.uploads, quiet)(event)).toEqual(result);
  expect(seen).toEqual([]);
});

describe("a notification in a topic", () => {
  it("fails its invocation if one of several objects fails, once all are handled", async () => {
    const seen: string[] = [];
    const fn = storage(({ key }) => {
      seen.push(key);
      return key === "a" ? retry() : undefined;
    });
    const text = JSON.stringify({ Records: [s3Record({ key: "a" }), s3Record({ key: "b" })] });
    await expect(adaptTopic(fn, quiet)(sns(text))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(seen).toEqual(["a", "b"]);
  });

  it("has the topic's record at context.platform, and S3's notification as data", async () => {
    const event = sns(own());
    const seen: unknown[] = [];
    const fn = storage(({ data }, context) => {
      if (isAws(context)) seen.push(data, context.platform.record);
    });
    await adaptTopic(fn, quiet)(event);
    expect(seen).toEqual([s3Record(), event.Records[0]]);
  });

  it("is an error if it is something else, and the entry is for notifications alone", async () => {
    await expect(
      adaptTopic(
        storage(() => {}),
        quiet,
      )(sns("hello")),
    ).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringContaining(":orders, in a message that is not an S3 notification"),
    });
  });
});

describe("a notification through EventBridge", () => {
  it("is a CloudEvent with the envelope's id, source and time", async () => {
    const event = bus({ key: "my photos/a+b%.jpg", "version-id": "v1" });
    const [first] = await receive(event, adaptBus);
    expect(JSON.parse(JSON.stringify(first))).toEqual({
      specversion: "1.0",
      id: "17793124",
      source: "aws.s3",
      type: "com.amazonaws.s3.ObjectCreated",
      subject: "my photos/a+b%.jpg",
      time: "2026-11-22T12:00:00.000Z",
      operation: "created",
      bucket: "uploads",
      key: "my photos/a+b%.jpg",
      size: 3,
      etag: "abc",
      version: "v1",
      extensions: { sequence: "0055AED6DCD90281E5" },
      data: event,
    });
  });

  it.each([
    ["Object Created", "created"],
    ["Object Deleted", "deleted"],
    ["Object Restore Initiated", "updated"],
    ["Object Restore Completed", "updated"],
    ["Object Restore Expired", "updated"],
    ["Object Storage Class Changed", "updated"],
    ["Object Access Tier Changed", "updated"],
    ["Object ACL Updated", "updated"],
    ["Object Tags Added", "updated"],
    ["Object Tags Deleted", "updated"],
  ])("with the detail type %s says that the object was %s", async (type, operation) => {
    const [first] = await receive(bus({}, { "detail-type": type }), adaptBus);
    expect([first?.operation, first?.type]).toEqual([
      operation,
      `com.amazonaws.s3.${type.replaceAll(" ", "")}`,
    ]);
  });

  it("of a deletion has the etag, no size and no version that is not told", async () => {
    const [first] = await receive(bus({}, { "detail-type": "Object Deleted" }), adaptBus);
    expect([first?.size, first?.etag, first?.version]).toEqual([undefined, "abc", undefined]);
  });

  it("has the trace of the queue's message", async () => {
    const traces: (string | undefined)[] = [];
    const AWSTraceHeader = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    const handler = adapt(
      storage((_, { trace }) => void traces.push(trace?.traceId)),
      quiet,
    );
    await handler(events.sqs({ body: JSON.stringify(bus()), attributes: { AWSTraceHeader } }));
    expect(traces).toEqual(["5759e988bd862e3fe1be46a994272793"]);
  });

  it.each([
    ["no bucket", bus({}, { detail: { object: { key: "a" } } })],
    ["no object", bus({}, { detail: { bucket: { name: "uploads" }, object: null } })],
    ["no key", bus({ key: undefined })],
    ["no detail", bus({}, { detail: null })],
  ])("fails alone if it has %s", async (_, broken) => {
    const lines: string[] = [];
    const handler = adapt(
      storage(() => {}),
      { log: (line) => void lines.push(line) },
    );
    await expect(handler(broken)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(lines).toEqual([expect.stringContaining("ONEFN_MESSAGE_UNDECODABLE")]);
    const queued = events.sqs({ body: JSON.stringify(broken) }, { body: own() });
    expect(await handler(queued)).toEqual({ batchItemFailures: [{ itemIdentifier: "m0" }] });
  });

  it("is not mistaken for CloudTrail's record of a call to S3, or for another source's object", async () => {
    const handler = adapt(
      storage(() => {}),
      quiet,
    );
    for (const over of [{ "detail-type": "AWS API Call via CloudTrail" }, { source: "shop.objects" }])
      await expect(handler(bus({}, over))).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });
});

it("a builder accepts a notification that a handler of any provider received", async () => {
  const words = { operation: "deleted", key: "a b+c.txt", version: "7" } as const;
  const [first] = await receive(s3EventBridge(words));
  const again = await Promise.all([
    receive(s3InSns(first as StorageNotification)),
    receive(s3EventBridge(first as StorageNotification)),
  ]);
  for (const [each] of again) expect(each).toMatchObject({ ...words, bucket: "uploads", time: first?.time });
});
