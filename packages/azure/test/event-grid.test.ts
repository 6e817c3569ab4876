import { createEvent, event, retry, type StorageNotification, storage } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/index.js";
import { eventGrid, type TriggeredEvent } from "../src/simulator/index.js";

type Seen = Readonly<Record<string, unknown>>;

/** What an event function and a storage function see of native events. */
async function seen({ input, context }: TriggeredEvent) {
  const events: Seen[] = [];
  const notifications: StorageNotification[] = [];
  const functions = {
    any: event((each) => void events.push({ ...each })),
    objects: storage((each) => void notifications.push({ ...each })),
  };
  await adapt(functions)(input as never, context);
  return { events, notifications };
}

const native = (input: unknown): TriggeredEvent => ({ ...eventGrid([]), input });

describe("an event of a topic", () => {
  test("in Event Grid's own schema has the topic as its source", async () => {
    const own = {
      id: "e-1",
      topic: "/subscriptions/s/topics/shop",
      subject: "orders/1",
      eventType: "order.placed",
      eventTime: "2026-02-14T05:12:53.4133526Z",
      dataVersion: "2",
      metadataVersion: "1",
      data: { sku: "a-1" },
    };
    expect((await seen(native(own))).events).toMatchObject([
      {
        id: "e-1",
        source: "/subscriptions/s/topics/shop",
        type: "order.placed",
        subject: "orders/1",
        time: "2026-02-14T05:12:53.413Z",
        data: { sku: "a-1" },
        extensions: { dataversion: "2" },
      },
    ]);
  });

  test.each([
    ["specversion", "application/json", { data: { a: 1 } }, { a: 1 }],
    ["specVersion", undefined, { data: [1] }, [1]],
    ["specversion", "text/plain", { data: "a text" }, "a text"],
    ["specversion", "application/octet-stream", { data_base64: "AQID" }, Uint8Array.of(1, 2, 3)],
    ["specversion", undefined, {}, undefined],
  ])(
    "in the schema of CloudEvents (%s, %s) has its data %j",
    async (version, datacontenttype, data, expected) => {
      const cloud = { [version]: "1.0", id: "1", type: "t", source: "s", ...data, myextension: "x" };
      const [only] = (await seen(native({ ...cloud, ...(datacontenttype && { datacontenttype }) }))).events;
      expect(only).toMatchObject({ id: "1", type: "t", source: "s", extensions: { myextension: "x" } });
      expect(only?.data).toEqual(expected);
    },
  );

  test("of another provider keeps its attributes, in both schemas", async () => {
    const other = createEvent({ type: "t", data: { a: 1 }, id: "9", subject: "x", source: "s" });
    const [cloud] = (await seen(eventGrid([other]))).events;
    expect(cloud).toMatchObject({ id: "9", type: "t", source: "s", subject: "x", data: { a: 1 } });
    const [own] = (await seen(eventGrid([other], { schema: "EventGrid", cardinality: "many" }))).events;
    expect(own).toMatchObject({ id: "9", type: "t", subject: "x", data: { a: 1 } });
  });

  test.each([["a text, since it was not JSON"], [null], [{}], [{ id: "1" }], [{ type: "t" }], [42]])(
    "that is none fails: %j",
    async (input) => {
      const { context } = native(input);
      const handler = adapt(
        event(() => {}),
        { log: () => {} },
      );
      await expect(handler(input, context)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    },
  );

  test("that fails makes the invocation fail, after all events of its batch were handled", async () => {
    const handled: unknown[] = [];
    const fn = event(({ type }) => {
      handled.push(type);
      return type === "a" ? retry() : undefined;
    });
    const { input, context } = eventGrid(["a", "b"].map((type) => ({ type, data: {} })));
    await expect(adapt(fn, { log: () => {} })(input, context)).rejects.toThrow("1 of 2 records failed");
    expect(handled).toEqual(["a", "b"]);
    const done = eventGrid([{ type: "b", data: {} }]);
    expect(await adapt(fn)(done.input, done.context)).toBeUndefined();
  });
});

const blobEvent = (name: string, subject: string | undefined, data: object) => ({
  topic: "/subscriptions/s/storageAccounts/shop",
  subject,
  eventType: `Microsoft.Storage.${name}`,
  id: "b-1",
  data,
  dataVersion: "",
  metadataVersion: "1",
  eventTime: "2026-02-14T05:12:53.4133526Z",
});

const CONTAINER = "/blobServices/default/containers/uploads";
const subjectOf = (name: string) => `${CONTAINER}/blobs/${name}`;
const BLOBS = "https://shop.blob.core.windows.net/uploads";

describe("an event of a blob", () => {
  test("is a storage notification", async () => {
    const created = blobEvent("BlobCreated", subjectOf("a.jpg"), {
      api: "PutBlob",
      url: `${BLOBS}/a.jpg`,
      contentLength: 12,
      contentType: "image/jpeg",
      eTag: '"0x8D"',
      sequencer: "00B0",
    });
    const { notifications, events } = await seen(native(created));
    expect(events).toEqual([]);
    expect(notifications).toMatchObject([
      {
        id: "b-1",
        source: "/subscriptions/s/storageAccounts/shop",
        type: "Microsoft.Storage.BlobCreated",
        operation: "created",
        bucket: "uploads",
        key: "a.jpg",
        size: 12,
        etag: "0x8D",
        contentType: "image/jpeg",
        extensions: { sequence: "00B0" },
        data: created,
      },
    ]);
  });

  test.each([
    [
      "is encoded in the URL and not in the subject",
      "a b+c%25é/ü&=?#.txt",
      "a%20b%2Bc%2525%C3%A9/%C3%BC%26%3D%3F%23.txt",
    ],
    ["has an emoji, which the subject breaks", "\uFFFD\uFFFD.txt", "%F0%9F%98%80.txt", "😀.txt"],
    ["is not encoded in the URL either", "a#1 b%20c.txt", "a#1 b%20c.txt"],
    ["has a bare percent sign in the URL", "100% a", "100% a"],
    ["holds /blobs/ itself", "x/blobs/y.txt", "x/blobs/y.txt"],
    ["holds dots, which a URL parser resolves", "a/../b/./c", "a/../b/./c"],
    ["begins with a slash", "/a//b", "/a//b"],
    ["is like that of its container", "uploads/uploads/a", "uploads/uploads/a"],
  ])("whose name %s has this name", async (_, told, encoded, key = told) => {
    for (const url of [`${BLOBS}/${encoded}`, `http://127.0.0.1:10000/devstoreaccount1/uploads/${encoded}`]) {
      const { notifications } = await seen(native(blobEvent("BlobCreated", subjectOf(told), { url })));
      expect(notifications.map((each) => each.key)).toEqual([key]);
    }
  });

  test("is named by its subject alone, or by its URL alone", async () => {
    const subjectAlone = await seen(native(blobEvent("BlobCreated", subjectOf("a b"), {})));
    const urlAlone = await seen(native(blobEvent("BlobCreated", undefined, { url: `${BLOBS}/a%20b` })));
    for (const { notifications } of [subjectAlone, urlAlone])
      expect(notifications).toMatchObject([{ bucket: "uploads", key: "a b" }]);
  });

  test("that was deleted has no size, and one whose tier changed is an update", async () => {
    const data = { url: `${BLOBS}/a`, contentLength: 12 };
    const deleted = await seen(native(blobEvent("BlobDeleted", subjectOf("a"), data)));
    expect(deleted.notifications).toMatchObject([{ operation: "deleted", size: undefined }]);
    const tiered = await seen(native(blobEvent("BlobTierChanged", subjectOf("a"), data)));
    expect(tiered.notifications).toMatchObject([{ operation: "updated", size: 12 }]);
  });

  test("that was renamed is gone where it was, and there where it is now", async () => {
    const data = { sourceUrl: `${BLOBS}/old%20name`, destinationUrl: `${BLOBS}/new` };
    const { notifications } = await seen(native(blobEvent("BlobRenamed", subjectOf("new"), data)));
    expect(notifications).toMatchObject([
      { operation: "deleted", key: "old name", id: "b-1:source" },
      { operation: "created", key: "new", id: "b-1:destination" },
    ]);
  });

  test("that was renamed from where nothing tells is not taken for the new one", async () => {
    const handled: unknown[] = [];
    const handler = adapt(
      storage(({ key }) => void handled.push(key)),
      { log: () => {} },
    );
    for (const sourceUrl of [undefined, "https://shop.dfs.core.windows.net/elsewhere/a"]) {
      const data = { sourceUrl, destinationUrl: `${BLOBS}/new` };
      const { input, context } = native(blobEvent("BlobRenamed", subjectOf("new"), data));
      await expect(handler(input, context)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    }
    expect(handled).toEqual([]);
  });

  test("of a directory has a slash at the end of its name", async () => {
    const data = { url: "https://shop.dfs.core.windows.net/uploads/photos", recursive: "true" };
    const { notifications } = await seen(native(blobEvent("DirectoryDeleted", subjectOf("photos"), data)));
    expect(notifications).toMatchObject([{ operation: "deleted", bucket: "uploads", key: "photos/" }]);
  });

  test.each([["BlobInventoryPolicyCompleted"], ["LifecyclePolicyCompleted"], ["toString"]])(
    "is none if it is %s: an event function gets it",
    async (name) => {
      const { events, notifications } = await seen(
        native(blobEvent(name, "policies/1", { url: `${BLOBS}/a` })),
      );
      expect([events.length, notifications.length]).toEqual([1, 0]);
    },
  );

  test("reaches an event function where no storage function takes its container", async () => {
    const types: unknown[] = [];
    const functions = {
      any: event(({ type }) => void types.push(type)),
      other: storage({ bucket: "other" }, () => {}),
    };
    const { input, context } = native(blobEvent("BlobCreated", subjectOf("a"), { url: `${BLOBS}/a` }));
    await adapt(functions)(input as never, context);
    expect(types).toEqual(["Microsoft.Storage.BlobCreated"]);
  });
});
