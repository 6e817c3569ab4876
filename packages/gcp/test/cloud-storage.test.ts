import { describe, expect, test } from "vitest";
import { gcs } from "../src/simulator/index.js";
import { notificationOf } from "./support/seeing.js";

const object = (data: object, type = "finalized") => ({
  specversion: "1.0",
  id: "1",
  type: `google.cloud.storage.object.v1.${type}`,
  source: "//storage.googleapis.com/projects/_/buckets/uploads",
  subject: "objects/a",
  time: "2026-01-02T03:04:05.123456Z",
  bucket: "uploads",
  data: { bucket: "uploads", name: "a", ...data },
});

describe("a notification of Cloud Storage", () => {
  test.each([
    ["finalized", "created"],
    ["deleted", "deleted"],
    ["archived", "archived"],
    ["metadataUpdated", "updated"],
  ])("that is %s says that the object was %s", async (type, operation) => {
    const { seen } = await notificationOf(object({ size: "3" }, type));
    expect(seen[0]).toMatchObject({ operation, bucket: "uploads", key: "a" });
  });

  test("has the name of the data, and not of the header", async () => {
    const given = { ...object({ name: "a%20b+c é" }), subject: "objects/other" };
    const { seen } = await notificationOf(given);
    expect(seen[0]?.key).toBe("a%20b+c é");
  });

  test.each([
    ["9007199254740993", "0", "9007199254740993", 0],
    [1_587_627_537_231_057, 12, "1587627537231057", 12],
    [undefined, undefined, undefined, undefined],
  ])(
    "has the generation %s and the size %s, as text or as numbers",
    async (generation, size, version, bytes) => {
      const { seen } = await notificationOf(object({ generation, size }));
      expect([seen[0]?.version, seen[0]?.size]).toEqual([version, bytes]);
    },
  );

  test.each([[{ name: undefined }], [{ name: "" }], [{ bucket: 1 }]])(
    "without an object is refused: %j",
    async (data) => {
      const { seen, log, failed } = await notificationOf(object(data));
      expect([seen, failed]).toEqual([[], true]);
      expect(log).toContain("ONEFN_MESSAGE_UNDECODABLE");
    },
  );

  test("of a type that is no object's is no notification", async () => {
    const { seen, failed } = await notificationOf(object({}, "moved"));
    expect([seen, failed]).toEqual([[], true]);
  });

  test.each(["test", "toString", "moved"])("is not made for the operation %s", (operation) => {
    expect(() => gcs({ operation: operation as "created", key: "a" })).toThrow(
      expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }),
    );
  });

  test("of another provider becomes one of Cloud Storage's", async () => {
    const first = await notificationOf(gcs({ operation: "archived", key: "photos/a b.jpg", version: "7" }));
    const { seen } = await notificationOf(gcs(first.seen[0] as never));
    expect(seen[0]).toMatchObject({
      operation: "archived",
      key: "photos/a b.jpg",
      version: "7",
      id: first.seen[0]?.id,
    });
  });
});
