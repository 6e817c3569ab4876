import type { AnyBatchCodec } from "./deliver.js";

/** Records that have to be handled in order, as lists through the batch. */
export interface Lanes {
  /** The first record of each lane. */
  readonly heads: readonly number[];
  /** By record, the next one of its lane; -1 at the end. */
  readonly followers: readonly number[];
}

/** The lanes of a batch; a record without a lane is one of its own. Undefined: nothing has to be in order. */
export function lanesOf(codec: AnyBatchCodec, records: readonly unknown[]): Lanes | undefined {
  if (!records.some((record) => codec.lane(record) !== undefined)) return undefined;
  const lanes = records.map((record) => codec.lane(record));
  const heads: number[] = [];
  const followers: number[] = new Array(records.length).fill(-1);
  const tails = new Map<string, number>();
  for (const [index, lane] of lanes.entries()) {
    const before = lane === undefined ? undefined : tails.get(lane);
    if (before === undefined) heads.push(index);
    else followers[before] = index;
    if (lane !== undefined) tails.set(lane, index);
  }
  return { heads, followers };
}
