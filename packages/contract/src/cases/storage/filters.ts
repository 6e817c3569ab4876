import assert from "node:assert/strict";
import type { OutgoingNotification } from "onefn/simulator";
import type { CapabilityName } from "../../capabilities.js";
import type { RecordCase } from "../../case.js";

const BUCKET = "contract-filtered";
const created = (key: string): OutgoingNotification => ({ operation: "created", key });

/** Notifications that a function of the bucket takes, with that function. */
const TAKEN: readonly (readonly [by: "photo" | "gone", OutgoingNotification])[] = [
  ["photo", created("my photos/a.jpg")],
  ["photo", created("my photos/.jpg")],
  ["gone", { operation: "deleted", key: "my photos/a.jpg" }],
  ["gone", { operation: "deleted", key: "notes.txt" }],
];

/** Notifications that none of them takes. */
const LEFT_OUT: readonly (readonly [what: string, OutgoingNotification, needs?: CapabilityName])[] = [
  ["whose operation no function handles", { operation: "updated", key: "my photos/a.jpg" }, "updates"],
  ["with another prefix", created("your photos/a.jpg")],
  ["whose key begins with the encoded prefix", created("my+photos/a.jpg")],
  ["with another suffix", created("my photos/a.jpg.txt")],
  ["whose suffix has another case", created("my photos/a.JPG")],
];

function needsOf({ operation }: OutgoingNotification): Pick<RecordCase<OutgoingNotification>, "needs"> {
  if (operation === "updated") return { needs: "updates" };
  return operation === "deleted" ? { needs: "deletions" } : {};
}

/** Functions of one bucket, chosen by `on`, `prefix` and `suffix`. */
export const filterCases: readonly RecordCase<OutgoingNotification>[] = [
  ...TAKEN.map(
    ([by, notification]): RecordCase<OutgoingNotification> => ({
      name: `among the functions of a bucket, the one whose filters match takes ${notification.key}, which was ${notification.operation}`,
      ...needsOf(notification),
      async run(on) {
        const ids = await on.send(BUCKET, notification);
        assert.deepEqual((await on.drain(BUCKET)).acknowledged, ids);
        const seen = on.logs.seen.map(({ photo, gone }) => ({ photo, gone }));
        assert.deepEqual(seen, [{ photo: undefined, gone: undefined, [by]: notification.key }]);
      },
    }),
  ),
  ...LEFT_OUT.map(
    ([what, notification, needs]): RecordCase<OutgoingNotification> => ({
      ...(needs && { needs }),
      name: `a notification ${what} is acknowledged without a run, and the log says so`,
      ...needsOf(notification),
      async run(on) {
        const ids = await on.send(BUCKET, notification);
        const { acknowledged } = await on.deliverEach(BUCKET, ids);
        assert.deepEqual(acknowledged, ids);
        assert.deepEqual(on.logs.seen, []);
        const line = await on.logs.line((each) => each.includes(ids[0] ?? ""));
        assert.match(line, /debug/i);
      },
    }),
  ),
];
