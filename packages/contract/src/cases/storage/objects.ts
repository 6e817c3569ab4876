import assert from "node:assert/strict";
import type { OutgoingNotification } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { seenOf } from "./seen-of.js";

/** Keys that change if they are decoded twice or not at all. */
const KEYS: readonly string[] = [
  "photos/2026/a.jpg",
  "two words.txt",
  "one+one.txt",
  "a%20b%2Bc%25.txt",
  "100%",
  "+",
  "//twice//..//up/",
  "ü and e\u0301, which are not normalised",
  "😀 & <b> = \"?\" '#' *~!()",
  "__proto__",
  "x".repeat(1024),
];

const version = "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY";

/** What a notification says about its object. */
export const objectCases: readonly RecordCase<OutgoingNotification>[] = [
  {
    name: "a notification is a CloudEvent with an id, a source, a type, a subject and a time",
    async run(on) {
      const seen = await seenOf(on, { operation: "created", key: "a.txt" });
      assert.equal(seen.specversion, "1.0");
      assert.ok(seen.id.length > 0 && seen.source.length > 0 && seen.type.includes("."));
      assert.ok(seen.subject?.includes("a.txt") && seen.hasData);
      const time = Date.parse(seen.time ?? "");
      assert.ok(Math.abs(time - Date.now()) < 3_600_000, `it happened at ${seen.time}`);
    },
  },
  ...([["created"], ["updated", "updates"], ["deleted", "deletions"]] as const).map(
    ([operation, needs]): RecordCase<OutgoingNotification> => ({
      name: `a notification says that an object was ${operation}, and in which bucket`,
      ...(needs && { needs }),
      async run(on) {
        const seen = await seenOf(on, { operation, key: "a.txt" });
        assert.deepEqual([seen.operation, seen.bucket, seen.key], [operation, "contract-seen", "a.txt"]);
      },
    }),
  ),
  {
    name: "a notification says that an object is no longer the live version",
    needs: "archived",
    async run(on) {
      assert.equal((await seenOf(on, { operation: "archived", key: "a.txt" })).operation, "archived");
    },
  },
  ...KEYS.map(
    (key): RecordCase<OutgoingNotification> => ({
      name: `a key is decoded once: ${key.slice(0, 40)}`,
      async run(on) {
        assert.equal((await seenOf(on, { operation: "created", key })).key, key);
      },
    }),
  ),
  ...[0, 1, 5 * 1024 ** 4].map(
    (size): RecordCase<OutgoingNotification> => ({
      name: `an object of ${size} bytes has this size`,
      async run(on) {
        assert.equal((await seenOf(on, { operation: "created", key: "a", size })).size, size);
      },
    }),
  ),
  {
    name: "a deleted object has no size",
    needs: "deletions",
    async run(on) {
      assert.equal((await seenOf(on, { operation: "deleted", key: "a" })).size, null);
    },
  },
  {
    name: "an etag has no quotation marks",
    async run(on) {
      const { etag } = await seenOf(on, { operation: "created", key: "a" });
      assert.ok(etag !== null && /^[^"]+$/.test(etag), `it is ${etag}`);
    },
  },
  {
    name: "an object has the version from its bucket",
    needs: "version",
    async run(on) {
      assert.equal((await seenOf(on, { operation: "created", key: "a", version })).version, version);
    },
  },
  {
    name: "an object has no version if its bucket keeps no versions",
    needs: "unversioned",
    async run(on) {
      assert.equal((await seenOf(on, { operation: "created", key: "a" })).version, null);
    },
  },
  {
    name: "a deleted object has the version from its bucket",
    needs: ["version", "deletions"],
    async run(on) {
      assert.equal((await seenOf(on, { operation: "deleted", key: "a", version })).version, version);
    },
  },
  {
    name: "an object has its content type",
    needs: "objectType",
    async run(on) {
      const contentType = "image/jpeg";
      const seen = await seenOf(on, { operation: "created", key: "a", contentType });
      assert.equal(seen.contentType, contentType);
    },
  },
];
