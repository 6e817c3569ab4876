import type { StorageFunction } from "onefn";
import type { OutgoingNotification, StorageWire } from "onefn/simulator";
import { storageCases } from "../cases/storage/index.js";
import { recordComparison } from "../check/record-answer.js";
import { contractFunctions } from "../functions/index.js";
import { keyFor } from "../functions/storage/definer.js";
import type { KindContract } from "./contract.js";
import { type RecordKit, SECRET } from "./record-kit.js";
import { recordContract } from "./records.js";

/** A notification without an object key. */
const broken: OutgoingNotification = { operation: "created", key: "", etag: SECRET };

const kit: RecordKit<OutgoingNotification> = {
  functions: {
    main: contractFunctions.storage,
    claimed: contractFunctions.storageClaimed,
    catchAll: contractFunctions.storageCatchAll,
  },
  strangers: contractFunctions.http,
  batches: false,
  deadLetters: true,
  record: (order, key) => ({ operation: "created", key: keyFor(order, key) }),
  broken: () => broken,
  poisons: [
    {
      name: "a notification without an object key",
      place: "contract-seen",
      code: "ONEFN_MESSAGE_UNDECODABLE",
      record: broken,
      good: { operation: "created", key: "good" },
    },
  ],
};

/** The contract of storage notifications. */
export const storageContract: KindContract<StorageWire> = recordContract<StorageWire, OutgoingNotification>({
  kind: "storage",
  functions: "storage",
  kit,
  cases: storageCases,
  compare: recordComparison<StorageWire, OutgoingNotification>({
    input: "a notification",
    example: '{ operation: "created", key: "a.jpg", to: "uploads" }',
    takes: (input) => "operation" in input && "key" in input && typeof input.key === "string",
    placeOf: (fn) => (fn as StorageFunction).trigger.bucket,
    textOf: ({ operation, key }) => `${key} ${operation}`,
  }),
});
