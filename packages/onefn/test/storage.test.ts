import {
  createContext,
  createStorageNotification,
  type EventMiddleware,
  provide,
  type StorageNotification,
  storage,
} from "onefn";
import { storageKind } from "onefn/provider";
import { describe, expect, expectTypeOf, it } from "vitest";

describe("a storage function", () => {
  it("has its claim as data", () => {
    const fn = storage({ name: "thumbnails", bucket: "uploads", on: "created", suffix: ".jpg" }, () => {});
    expect(fn).toMatchObject({
      kind: "storage",
      name: "thumbnails",
      trigger: { bucket: "uploads", on: ["created"], prefix: undefined, suffix: ".jpg" },
      batch: false,
      concurrency: 10,
    });
    expect(storage({ on: ["deleted", "archived"], concurrency: 2 }, () => {})).toMatchObject({
      trigger: { bucket: undefined, on: ["deleted", "archived"] },
      concurrency: 2,
    });
    expect(storage(() => {}).trigger).toEqual({
      bucket: undefined,
      on: undefined,
      prefix: undefined,
      suffix: undefined,
    });
  });

  it.each([
    [{ bucket: 1 }, "bucket"],
    [{ on: "create" }, "on"],
    [{ on: [] }, "on"],
    [{ on: ["created", "renamed"] }, "on"],
    [{ prefix: /a/ }, "prefix"],
    [{ suffix: [".jpg"] }, "suffix"],
    [{ schema: {} }, "schema"],
    [{ from: "uploads" }, "from"],
  ])("is rejected with %j", (options, name) => {
    expect(() => storage(options as object, () => {})).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringMatching(new RegExp(`^\\[onefn\\] storage: .*\\b${name}\\b`)),
      }),
    );
  });

  it("filters by the decoded key, and accepts everything without filters", () => {
    const admits = (options: object, key: string, operation: "created" | "deleted" = "created") =>
      storageKind.admits?.(
        storage(options, () => {}),
        { key, operation } as never,
      );
    expect(admits({}, "anything", "deleted")).toBe(true);
    expect(admits({ prefix: "my photos/", suffix: ".jpg" }, "my photos/a.jpg")).toBe(true);
    expect(admits({ prefix: "a.b", suffix: ".c" }, "a.b.c")).toBe(true);
    // As in S3 itself, the two may overlap.
    expect(admits({ prefix: "ab", suffix: "bc" }, "abc")).toBe(true);
    expect(admits({ prefix: "b" }, "abc")).toBe(false);
    expect(admits({ on: "deleted" }, "abc")).toBe(false);
  });
});

describe("a notification for a unit test", () => {
  it("is what a handler receives, and has every member when copied", async () => {
    const seen: StorageNotification[] = [];
    const fn = storage({ bucket: "uploads" }, (each) => void seen.push({ ...each }));
    const time = new Date("2026-11-22T12:00:00.000Z");
    await fn.handler(
      createStorageNotification({ operation: "created", bucket: "uploads", key: "a b.jpg", size: 3, time }),
      createContext(),
    );
    expect(seen).toEqual([
      {
        specversion: "1.0",
        id: expect.any(String),
        source: "test",
        type: "test.storage",
        subject: "a b.jpg",
        time: time.toISOString(),
        datacontenttype: undefined,
        data: undefined,
        extensions: {},
        operation: "created",
        bucket: "uploads",
        key: "a b.jpg",
        size: 3,
        etag: undefined,
        contentType: undefined,
        version: undefined,
      },
    ]);
  });

  it("reaches the handler through middleware, with typed additions", async () => {
    const withOwner = provide(({ bucket }: StorageNotification) => ({ owner: `of ${bucket}` }));
    const seen: string[] = [];
    const fn = storage({ use: [withOwner] }, ({ operation, size }, { owner }) => {
      expectTypeOf(operation).toEqualTypeOf<"created" | "deleted" | "updated" | "archived">();
      expectTypeOf(size).toEqualTypeOf<number | undefined>();
      seen.push(owner);
    });
    await fn.handler(createStorageNotification({ operation: "deleted", key: "a" }), createContext());
    expect(seen).toEqual(["of test"]);
    const refused = () => [
      // @ts-expect-error there are only four operations.
      storage({ on: "create" }, () => {}),
      // @ts-expect-error there is no body for a schema to check.
      storage({ schema: {} }, () => {}),
      // @ts-expect-error a notification has a key.
      createStorageNotification({ operation: "created" }),
      storage({ use: [((_, __, next) => next()) satisfies EventMiddleware<StorageNotification>] }, () => {}),
    ];
    expectTypeOf(refused).toBeFunction();
  });
});
