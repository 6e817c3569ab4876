import { type StorageNotification, storage } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt, isAws } from "../src/index.js";
import { s3 } from "../src/simulator/index.js";
import { adapt as adaptDirect } from "../src/storage/s3.js";
import { events, s3Record as record } from "./events.js";

const quiet = { log: () => {} };

async function receive(...records: readonly unknown[]): Promise<readonly StorageNotification[]> {
  const seen: StorageNotification[] = [];
  await adaptDirect(
    storage((each) => void seen.push(each)),
    quiet,
  )({ Records: records });
  return seen;
}

describe("a notification from S3", () => {
  it("is a CloudEvent with the operation and the object", async () => {
    const [first] = await receive(record({ key: "my+photos/a%2Bb%C3%A9.jpg", versionId: "v1" }));
    expect(JSON.parse(JSON.stringify(first))).toEqual({
      specversion: "1.0",
      id: expect.stringMatching(/^C3D13FE58DE4C810\.FMyUVURI\.0055AED6DCD90281E5\.[\da-z]{8,14}$/),
      source: "aws:s3.eu-west-1.uploads",
      type: "com.amazonaws.s3.ObjectCreated:Put",
      subject: "my photos/a+bé.jpg",
      time: "2026-11-22T12:00:00.123Z",
      operation: "created",
      bucket: "uploads",
      key: "my photos/a+bé.jpg",
      size: 3,
      etag: "abc",
      version: "v1",
      extensions: { sequence: "0055AED6DCD90281E5" },
      data: record({ key: "my+photos/a%2Bb%C3%A9.jpg", versionId: "v1" }),
    });
  });

  it.each([
    ["ObjectCreated:CompleteMultipartUpload", "created"],
    ["s3:ObjectCreated:Copy", "created"],
    ["ObjectRemoved:DeleteMarkerCreated", "deleted"],
    ["LifecycleExpiration:Delete", "deleted"],
    ["ReducedRedundancyLostObject", "deleted"],
    ["ObjectRestore:Delete", "updated"],
    ["LifecycleTransition", "updated"],
    ["IntelligentTiering", "updated"],
    ["ObjectTagging:Delete", "updated"],
    ["ObjectAcl:Put", "updated"],
    ["Replication:OperationFailedReplication", "updated"],
  ])("with the event name %s says that the object was %s", async (eventName, operation) => {
    const [first] = await receive(record({}, { eventName }));
    expect([first?.operation, first?.type]).toEqual([
      operation,
      `com.amazonaws.s3.${eventName.replace("s3:", "")}`,
    ]);
  });

  it("has no size if the object is deleted, no empty version, and an etag without quotation marks", async () => {
    const [gone, plain] = await receive(
      record({ size: 0 }, { eventName: "ObjectRemoved:Delete" }),
      record({ versionId: "", eTag: '"abc-2"' }, { eventTime: "yesterday" }),
    );
    expect(gone?.size).toBeUndefined();
    expect([plain?.version, plain?.etag, plain?.time]).toEqual([undefined, "abc-2", undefined]);
  });

  it("has its own id, even if one request deletes many objects", async () => {
    const keys = ["a", "b", "ab", "ba", "aba", "aab"];
    const records = [...keys.map((key) => record({ key })), record({ key: "a", versionId: "1" })];
    const [once, again] = [await receive(...records), await receive(...records)];
    expect(new Set(once.map(({ id }) => id)).size).toBe(7);
    expect(again.map(({ id }) => id)).toEqual(once.map(({ id }) => id));
  });

  it("has an id, even if the request is unknown", async () => {
    const bare = (key: string) => record({ key, sequencer: undefined }, { responseElements: undefined });
    const ids = (await receive(bare("a"), bare("b"))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => id.startsWith("2026-11-22T12:00:00.123Z."))).toBe(true);
  });

  it("has its record at context.platform, and leaves the event unchanged", async () => {
    const direct = { Records: [record()] };
    const queued = events.sqs({ messageId: "m7", body: JSON.stringify({ Records: [record()] }) });
    const copies = structuredClone([direct, queued]);
    const seen: unknown[] = [];
    const fn = storage(({ data }, context) => {
      if (isAws(context)) seen.push([data, context.platform.record, context.platform.record?.messageId]);
    });
    await adapt(fn, quiet)(direct);
    await adapt(fn, quiet)(queued);
    expect(seen).toEqual([
      [record(), direct.Records[0], undefined],
      [record(), queued.Records[0], "m7"],
    ]);
    expect([direct, queued]).toEqual(copies);
  });
});

describe("notifications that S3 sends directly", () => {
  it("fail together, with the error of the failed one as the cause", async () => {
    const seen: string[] = [];
    const cause = new Error("no");
    const handler = adaptDirect(
      storage(({ key }) => {
        seen.push(key);
        if (key === "a") throw cause;
      }),
      quiet,
    );
    await expect(handler(s3(["a", "b"]))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED", cause });
    expect(seen).toEqual(["a", "b"]);
    expect(await handler(s3(["b"]))).toBeNull();
  });

  it.each([
    ["is null", null],
    ["has null in place of what happened", record({}, { s3: null })],
    ["has null in place of its bucket", record({}, { s3: { bucket: null, object: { key: "a" } } })],
    ["has no bucket", record({}, { s3: { object: { key: "a" } } })],
    ["has no object key", record({ key: undefined })],
    ["has a key that is not validly encoded", record({ key: "%E0%A4%A" })],
    ["has a key that is not UTF-8", record({ key: "%FF" })],
    ["has no event name", record({}, { eventName: undefined })],
  ])("fail if one %s", async (_, broken) => {
    const lines: string[] = [];
    const handler = adaptDirect(
      storage(() => {}),
      { log: (line) => void lines.push(line) },
    );
    await expect(handler({ Records: [record(), broken] })).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      cause: expect.objectContaining({ code: "ONEFN_MESSAGE_UNDECODABLE" }),
    });
    expect(lines).toEqual([expect.stringContaining("ONEFN_MESSAGE_UNDECODABLE")]);
  });
});

describe("the event builder", () => {
  it("accepts a notification that a handler of any provider received", async () => {
    const [first] = await receive(...s3([{ operation: "deleted", key: "a b+c.txt", version: "7" }]).Records);
    const [again] = await receive(...s3([first as StorageNotification]).Records);
    const { operation, bucket, key, version, time } = first as StorageNotification;
    expect(again).toMatchObject({ operation, bucket, key, version, time });
    expect([operation, bucket, key, version]).toEqual(["deleted", "uploads", "a b+c.txt", "7"]);
  });

  it("rejects an operation that S3 does not have", () => {
    expect(() => s3([{ operation: "archived", key: "a" }])).toThrow(
      expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }),
    );
  });
});
