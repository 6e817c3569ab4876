import { createHash } from "node:crypto";

/** The partition of a record: by its key, or in turn if it has none. */
export function partitionFor(key: string | undefined, sequence: number, count: number): number {
  return key === undefined ? sequence % count : createHash("md5").update(key).digest().readUInt32BE() % count;
}
