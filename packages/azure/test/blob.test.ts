import { createStorageNotification, retry, type StorageNotification, storage } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt, isAzure } from "../src/index.js";
import { blob, type TriggeredEvent } from "../src/simulator/index.js";

/** What a handler sees of a blob. */
async function seen({ input, context }: TriggeredEvent, bucket?: string): Promise<StorageNotification> {
  const notifications: StorageNotification[] = [];
  await adapt(storage({ bucket }, (each) => void notifications.push({ ...each })))(input, context);
  return notifications[0] as StorageNotification;
}

/** An event whose metadata have other members. */
function told(event: TriggeredEvent, metadata: Readonly<Record<string, unknown>>): TriggeredEvent {
  const { context } = event;
  return { ...event, context: { ...context, triggerMetadata: { ...context.triggerMetadata, ...metadata } } };
}

const uri = "https://shop.blob.core.windows.net/uploads/photos/a%20b%2Bc%2525.jpg";
const written = {
  blobTrigger: "uploads/photos/a b+c%25.jpg",
  uri,
  properties: {
    contentLength: 12,
    eTag: '"0x8DC2D5C5A5A5A5A"',
    contentType: "image/jpeg",
    lastModified: "2026-02-14T05:12:53+00:00",
  },
};

describe("a blob", () => {
  test("has what the host says of it: names as they are, an etag without quotation marks", async () => {
    expect(await seen(told(blob("x"), written))).toMatchObject({
      id: `${uri}@0x8DC2D5C5A5A5A5A`,
      source: "https://shop.blob.core.windows.net/uploads",
      type: "com.microsoft.storage.blob.created",
      subject: "photos/a b+c%25.jpg",
      operation: "created",
      bucket: "uploads",
      key: "photos/a b+c%25.jpg",
      size: 12,
      etag: "0x8DC2D5C5A5A5A5A",
      contentType: "image/jpeg",
      version: undefined,
      time: "2026-02-14T05:12:53.000Z",
      datacontenttype: undefined,
    });
  });

  test("has what the host says as its data, and its content in the platform", async () => {
    const event = told(blob("x", { content: "the content" }), { ...written, metadata: { owner: "ada" } });
    const seenThere: unknown[] = [];
    const fn = storage(({ data }, context) => {
      if (isAzure(context)) seenThere.push(data, `${context.platform.input}`);
    });
    await adapt(fn)(event.input, event.context);
    expect(seenThere).toEqual([event.context.triggerMetadata, "the content"]);
  });

  test("of an older extension has its size, too, and one of a container with versions its version", async () => {
    const { contentLength: _, ...properties } = written.properties;
    const notification = await seen(
      told(blob("x"), {
        ...written,
        properties: { ...properties, length: 7, versionId: "2026-02-14T05:12:53Z" },
      }),
    );
    expect(notification).toMatchObject({ size: 7, version: "2026-02-14T05:12:53Z" });
  });

  test.each([
    ["without an etag", { ...written.properties, eTag: {} }, `${uri}@2026-02-14T05:12:53.000Z`],
    ["without properties", undefined, `${uri}@`],
    ["without an etag and a time", { lastModified: "0001-01-01T00:00:00+00:00" }, `${uri}@`],
  ])("%s claims none, and its id stays the same", async (_, properties, id) => {
    const event = told(blob("x"), { ...written, properties });
    expect(await seen(event)).toMatchObject({ id, etag: undefined });
  });

  test.each([
    ["", ""],
    ["uploads", "uploads"],
    ["no name", "uploads/"],
    ["no container", "/a.jpg"],
    ["a number, which a part of the path put there", 123],
    ["nothing", undefined],
  ])("whose path is %s is not decoded", async (_, blobTrigger) => {
    const lines: string[] = [];
    const { input, context } = told(blob("x"), { blobTrigger });
    const handler = adapt(
      storage(() => {}),
      { log: (line) => void lines.push(line) },
    );
    await expect(handler(input, context)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(lines.join()).toContain("ONEFN_MESSAGE_UNDECODABLE");
  });

  test("goes to the function of its container", async () => {
    expect((await seen(blob("a/b", { container: "uploads" }), "uploads")).key).toBe("a/b");
    await expect(seen(blob("a/b", { container: "other" }), "uploads")).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
    });
  });

  test("of another provider keeps its bucket, key and time", async () => {
    const time = new Date("2026-01-02T03:04:05.000Z");
    const other = createStorageNotification({ operation: "created", key: "a+b c", bucket: "shop", time });
    expect(await seen(blob(other))).toMatchObject({ bucket: "shop", key: "a+b c", time: time.toISOString() });
  });

  test("that fails makes the invocation fail, and one that is done returns nothing", async () => {
    const { input, context } = blob("x");
    const failing = adapt(
      storage(() => retry()),
      { log: () => {} },
    );
    await expect(failing(input, context)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(await adapt(storage(() => {}))(input, context)).toBeUndefined();
  });
});
