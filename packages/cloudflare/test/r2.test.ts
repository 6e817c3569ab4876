import { queue, r2 } from "@onefn/cloudflare/simulator";
import { createStorageNotification, message, type StorageNotification, storage } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { isCloudflare, type R2Notification } from "../src/platform.js";
import { adapt as adaptR2 } from "../src/storage/r2.js";
import { adapt as adaptStorage } from "../src/storage.js";

const quiet = { log: () => {} };

/** The notification of Cloudflare's documentation. */
const put: R2Notification = {
  account: "3f4b7e3dcab231cbfdaa90a6a28bd548",
  action: "CopyObject",
  bucket: "my-bucket",
  object: { key: "my-new-object", size: 65_536, eTag: "c846ff7a18f28c2e262116d6e8719ef0" },
  eventTime: "2024-05-24T19:36:44.379Z",
  copySource: { bucket: "my-bucket", object: "my-original-object" },
};

/** What a function sees of these bodies, and how they were settled. */
async function receive(...bodies: readonly unknown[]) {
  const seen: StorageNotification[] = [];
  const lines: string[] = [];
  const batch = queue(
    bodies.map((body, index) => ({ id: `m${index}`, body })),
    { queue: "notifications" },
  );
  const worker = adaptR2(
    storage((each) => void seen.push(each)),
    { log: (line) => void lines.push(line) },
  );
  const error = await worker.queue(batch).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  const codes = lines.map((line) => JSON.parse(line).code);
  return { seen, lines, codes, error, result: batch.result("ok") };
}

describe("a notification from R2", () => {
  it("is a CloudEvent with the operation and the object", async () => {
    const { seen, result } = await receive(put);
    expect(JSON.parse(JSON.stringify(seen[0]))).toEqual({
      specversion: "1.0",
      id: "m0",
      source: "//3f4b7e3dcab231cbfdaa90a6a28bd548.r2.cloudflarestorage.com/my-bucket",
      type: "com.cloudflare.r2.CopyObject",
      subject: "my-new-object",
      time: "2024-05-24T19:36:44.379Z",
      operation: "created",
      bucket: "my-bucket",
      key: "my-new-object",
      size: 65_536,
      etag: "c846ff7a18f28c2e262116d6e8719ef0",
      extensions: {},
      data: put,
    });
    expect(result.explicitAcks).toEqual(["m0"]);
  });

  it.each([
    ["PutObject", "created"],
    ["CopyObject", "created"],
    ["CompleteMultipartUpload", "created"],
    ["DeleteObject", "deleted"],
    ["LifecycleDeletion", "deleted"],
  ])("with the action %s says that the object was %s", async (action, operation) => {
    const { seen } = await receive({ ...put, action });
    expect(seen[0]?.operation).toBe(operation);
  });

  it("has a size only if the object is there, and no time if none is sent", async () => {
    const { eventTime: _, ...old } = put;
    const { seen } = await receive({ ...put, action: "DeleteObject" }, old, { ...put, eventTime: "soon" });
    expect(seen.map(({ size, time }) => [size, time])).toEqual([
      [undefined, put.eventTime],
      [65_536, undefined],
      [65_536, undefined],
    ]);
  });

  it("has no size and no etag that are not what they should be", async () => {
    const { seen, result } = await receive({ ...put, object: { key: "a", size: "7", eTag: 5 } });
    expect([seen[0]?.size, seen[0]?.etag, result.explicitAcks]).toEqual([undefined, undefined, ["m0"]]);
  });

  it.each(["a%20b+c%25.txt", "ü e\u0301 😀", "__proto__", "//up/../x"])(
    "keeps the key %s as it is",
    async (key) => {
      expect((await receive({ ...put, object: { key } })).seen[0]?.key).toBe(key);
    },
  );

  it("is rejected alone if it has no key or an unknown action, and its text is not logged", async () => {
    const { seen, codes, lines, result } = await receive(
      { ...put, object: { key: "" } },
      { ...put, action: "secret-action" },
      { ...put, object: { key: 5 } },
      put,
    );
    expect([seen.length, result.explicitAcks]).toEqual([1, ["m3"]]);
    expect(result.retryMessages.map(({ msgId }) => msgId).sort()).toEqual(["m0", "m1", "m2"]);
    expect(codes).toEqual(Array(3).fill("ONEFN_MESSAGE_UNDECODABLE"));
    expect(lines.join()).not.toContain("secret-action");
  });

  it("comes with its message", async () => {
    const records: unknown[] = [];
    const fn = storage((_, context) => {
      if (isCloudflare(context))
        records.push(context.platform.record?.attempts, context.platform.batch?.queue);
    });
    await adapt(fn, quiet).queue(
      queue([{ id: "1", body: put, attempts: 2 }], { queue: "notifications" }),
      {},
    );
    expect(records).toEqual([2, "notifications"]);
  });

  it("of any provider can be replayed", () => {
    const received = createStorageNotification({
      id: "n1",
      operation: "deleted",
      bucket: "photos",
      key: "a b.jpg",
      time: new Date("2026-03-01T00:00:00Z"),
    });
    const [first] = r2([received]).messages;
    expect(first).toMatchObject({
      id: "n1",
      body: {
        action: "DeleteObject",
        bucket: "photos",
        object: { key: "a b.jpg" },
        eventTime: "2026-03-01T00:00:00.000Z",
      },
    });
    for (const operation of ["archived", "toString"] as "archived"[])
      expect(() => r2([{ operation, key: "a" }])).toThrow(/R2 sends no notification/);
  });
});

describe("a queue with notifications and messages", () => {
  const functions = (seen: string[]) => ({
    uploads: storage({ bucket: "uploads" }, ({ key }) => void seen.push(`object ${key}`)),
    rest: message({ as: "json" }, ({ id }) => void seen.push(`message ${id}`)),
  });

  it("gives each to its function, and a notification of another bucket to the message function", async () => {
    const seen: string[] = [];
    const batch = queue(
      [
        { id: "1", body: { ...put, bucket: "uploads" } },
        { id: "2", body: put },
        { id: "3", body: "hello" },
      ],
      { queue: "notifications" },
    );
    await adapt(functions(seen), quiet).queue(batch);
    expect(seen.sort()).toEqual(["message 2", "message 3", "object my-new-object"]);
    expect(batch.result("ok").explicitAcks).toEqual(expect.arrayContaining(["1", "2", "3"]));
  });

  it.each([
    null,
    "PutObject",
    [put],
    { ...put, bucket: 5 },
    { ...put, account: undefined },
    { ...put, object: "key" },
    { ...put, action: null },
    JSON.stringify(put),
    new Map(Object.entries(put)),
  ])("takes %j, which only looks similar, as a message", async (body) => {
    const seen: string[] = [];
    await adapt(functions(seen), quiet).queue(queue([{ id: "1", body }], { queue: "notifications" }));
    expect(seen.filter((each) => each.startsWith("object"))).toEqual([]);
  });

  it("fails a message that is no notification, if there are storage functions only", async () => {
    const { codes, result } = await receive({ sku: "tea" }, put);
    expect([codes, result.explicitAcks]).toEqual([["ONEFN_NO_FUNCTION"], ["m1"]]);
    const { error } = await receive({ sku: "tea" });
    expect(error).toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringContaining("notifications, in a message that is not an R2 notification"),
    });
  });

  it("is a handler of its own in each entry", () => {
    const uploads = storage(() => {});
    expect(Object.keys(adapt(uploads))).toEqual(["queue"]);
    expect(Object.keys(adaptStorage({ uploads }))).toEqual(["queue"]);
    expect(Object.keys(adaptR2({ uploads }))).toEqual(["queue"]);
  });

  it("routes by the portable name of a bucket", async () => {
    const seen: string[] = [];
    const fn = storage({ bucket: "uploads" }, ({ bucket }) => void seen.push(bucket));
    const { queue: handle } = adapt(fn, { ...quiet, names: { "shop-prod-uploads": "uploads" } });
    await handle(r2(["a"], { bucket: "shop-prod-uploads" }));
    expect(seen).toEqual(["shop-prod-uploads"]);
  });
});
