import { randomUUID } from "node:crypto";
import type { OutgoingChange } from "onefn/simulator";
import { asJson } from "../as-json.js";
import { type ChangeWords, outgoingChange } from "../change-words.js";
import { dynamodbRecord, storeChange } from "./record.js";

/** The origin of an event's changes. */
export interface DynamodbEventOptions {
  /** The table's name. Default: `orders`. */
  readonly table?: string;
}

/** The event of some changes. */
export interface DynamodbEvent {
  Records: ReturnType<typeof dynamodbRecord>[];
}

/** Options of an event with one change. */
interface ItemOptions extends DynamodbEventOptions {
  /** The names of the key's attributes. Default: `id`. */
  readonly key?: readonly string[];
}

type Item = Readonly<Record<string, unknown>>;

function build(
  changes: readonly ChangeWords[],
  { table = "orders" }: DynamodbEventOptions = {},
): DynamodbEvent {
  const now = Date.now();
  const Records = changes.map((words, index) => {
    const kept = {
      id: "specversion" in words ? words.id : randomUUID().replaceAll("-", ""),
      sequenceNumber: String(10n ** 21n + BigInt(index)),
      changedAt: "time" in words && words.time !== undefined ? Date.parse(words.time) : now,
    };
    const place = `dynamodb change ${index + 1} of ${changes.length}`;
    return dynamodbRecord(storeChange(place, outgoingChange(words), kept), table);
  });
  return asJson({ Records });
}

function ofItem(
  operation: OutgoingChange["operation"],
  before: Item | undefined,
  after: Item | undefined,
  { key = ["id"], ...options }: ItemOptions,
): DynamodbEvent {
  const attributes = key.map((name) => [name, (after ?? before)?.[name]]);
  return build([{ operation, key: Object.fromEntries(attributes), before, after }], options);
}

/**
 * Builds the event of a table's stream. A portable change keeps its id, time, key and items.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a value that DynamoDB does not have.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * @example
 * const event = dynamodb([{ operation: "insert", key: { id: "1" }, after: { total: 3 } }], { table: "orders" });
 * const other = dynamodb.update({ id: "1", total: 3 }, { id: "1", total: 4 });
 * @trigger dynamodb dynamodb-by-key
 */
export const dynamodb = /* @__PURE__ */ Object.assign(build, {
  /** Builds the event of a new item. */
  insert: (after: Item, options: ItemOptions = {}) => ofItem("insert", undefined, after, options),
  /** Builds the event of a changed item. */
  update: (before: Item, after: Item, options: ItemOptions = {}) => ofItem("update", before, after, options),
  /** Builds the event of a deleted item. */
  delete: (before: Item, options: ItemOptions = {}) => ofItem("delete", before, undefined, options),
});
