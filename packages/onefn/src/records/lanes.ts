import type { LaneOf } from "../provider/codec.js";

/** Records that have to be handled in order, as lists through the batch. */
export interface Lanes {
  /** The first record of each lane. */
  readonly heads: readonly number[];
  /** By record, the next one of its lane. */
  readonly followers: readonly (number | undefined)[];
}

/** The lanes of a batch; a record without a lane is one of its own. Undefined: nothing has to be in order. */
export function lanesOf(laneOf: LaneOf<unknown>, records: readonly unknown[]): Lanes | undefined {
  const heads: number[] = [];
  const followers: (number | undefined)[] = new Array(records.length).fill(undefined);
  const tails = new Map<string, number>();
  for (let index = 0; index < records.length; index++) {
    const lane = laneOf(records[index]);
    const before = lane === undefined ? undefined : tails.get(lane);
    if (before === undefined) heads.push(index);
    else followers[before] = index;
    if (lane !== undefined) tails.set(lane, index);
  }
  return tails.size > 0 ? { heads, followers } : undefined;
}
