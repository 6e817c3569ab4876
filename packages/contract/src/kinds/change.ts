import type { ChangeFunction } from "onefn";
import type { ChangeWire, OutgoingChange } from "onefn/simulator";
import { changeCases } from "../cases/change/index.js";
import { recordComparison } from "../check/record-answer.js";
import { contractFunctions } from "../functions/index.js";
import type { KindContract } from "./contract.js";
import type { RecordKit } from "./record-kit.js";
import { SECRET } from "./record-kit.js";
import { recordContract } from "./records.js";

const INVALID = "ONEFN_MESSAGE_INVALID";

let count = 0;

/** A change. Without a key, it changes an item of its own. */
function changed(after: Readonly<Record<string, unknown>>, key?: string): OutgoingChange {
  return { operation: "update", key: { id: key ?? `item-${count++}` }, after };
}

const kit: RecordKit<OutgoingChange> = {
  functions: {
    main: contractFunctions.change,
    claimed: contractFunctions.changeClaimed,
    catchAll: contractFunctions.changeCatchAll,
  },
  strangers: contractFunctions.http,
  batches: false,
  deadLetters: true,
  record: (order, key) => changed({ ...order }, key),
  misfit: (key) => changed({}, key),
  poisons: [
    { name: "lacks a required member", place: "contract-schema", after: { other: SECRET } },
    {
      name: "has a member of the wrong type",
      place: "contract-schema",
      after: { sku: 1, other: SECRET },
    },
    { name: "fails an asynchronous schema", place: "contract-async-schema", after: { sku: "unknown" } },
  ].map(({ name, place, after }) => ({
    name: `an item that ${name}`,
    place,
    code: INVALID,
    record: changed(after),
    good: changed({ sku: "good" }),
  })),
};

/** The contract of changes. */
export const changeContract: KindContract<ChangeWire> = recordContract<ChangeWire, OutgoingChange>({
  kind: "change",
  functions: "change",
  kit,
  cases: changeCases,
  compare: recordComparison<ChangeWire, OutgoingChange>({
    input: "a change",
    example: '{ operation: "insert", key: { id: "1" }, after: { total: 3 } }',
    takes: (input) => "operation" in input && "key" in input && typeof input.key === "object",
    placeOf: (fn) => (fn as ChangeFunction).trigger.table,
    textOf: ({ operation, key }) => `${operation} of ${JSON.stringify(key)}`,
  }),
});
