import type { Change } from "onefn";
import type { OutgoingChange } from "onefn/simulator";

/** A change to make, or one that a handler of any provider received. */
export type ChangeWords = OutgoingChange | Change;

/** The change to make. Streams on AWS have no upsert, because they distinguish inserts from updates. */
export function outgoingChange(words: ChangeWords): OutgoingChange {
  if (!("specversion" in words)) return words;
  const { operation, key, before, after } = words;
  return {
    operation: operation === "upsert" ? "update" : operation,
    key: key as OutgoingChange["key"],
    before: before as OutgoingChange["before"],
    after: after as OutgoingChange["after"],
  };
}
