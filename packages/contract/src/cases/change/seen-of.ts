import type { OutgoingChange } from "onefn/simulator";
import type { SeenChange } from "../../functions/change/seen.js";
import type { RecordRun } from "../../run/record-run.js";

/** Makes one change, and returns what its function saw. */
export async function seenOf(
  on: RecordRun<OutgoingChange>,
  change: OutgoingChange,
  table = "contract-seen",
): Promise<SeenChange> {
  const [id] = await on.send(table, change);
  await on.drain(table);
  return (await on.logs.report((seen) => seen.id === id)) as unknown as SeenChange;
}

/** An item as a function saw it, without its key, because only some sources repeat the key in the item. */
export function itemOf(seen: unknown): unknown {
  if (typeof seen !== "object" || seen === null) return seen;
  const { id: _, ...item } = seen as Readonly<Record<string, unknown>>;
  return item;
}
