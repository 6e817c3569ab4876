import { hasBrand } from "./brand.js";
import type { Drop } from "./outcome.js";

const DROP = Symbol.for("onefn.drop");
const PARTITIONED = Symbol.for("onefn.partitioned");

const DROPPED = /* @__PURE__ */ Object.freeze({ [DROP]: true, type: "drop" }) as unknown as Drop;

/**
 * Leaves a record out of what a transform passes on. A source that needs an answer for each record, such as BigQuery,
 * gets null.
 *
 * @example
 * if (record.data.bot) return drop();
 */
export function drop(): Drop {
  return DROPPED;
}

/** Whether a value is the result of {@link drop}, even of another copy of this package. */
export function isDrop(value: unknown): value is Drop {
  return hasBrand(value, DROP);
}

/** Texts by which a destination partitions its records, by their names. */
export type PartitionKeys = Readonly<Record<string, string>>;

/** A value and the keys by which the destination partitions it. */
export interface Partitioned<Value = unknown> {
  readonly value: Value;
  readonly keys: PartitionKeys;
  /** Types only. Not a symbol, because the ESM and CommonJS declarations would each have their own. */
  readonly "~partitioned": never;
}

/**
 * Gives a value keys by which the destination partitions it, such as the folders of a bucket. Sources without partitions
 * pass on the value alone (capability `partitionKeys`).
 *
 * @example
 * return partitioned({ ...record.data, seen: true }, { customer: record.data.customer });
 */
export function partitioned<Value>(value: Value, keys: PartitionKeys): Partitioned<Value> {
  return { [PARTITIONED]: true, value, keys } as unknown as Partitioned<Value>;
}

/** Whether a value is the result of {@link partitioned}, even of another copy of this package. */
export function isPartitioned(value: unknown): value is Partitioned {
  return hasBrand(value, PARTITIONED);
}
