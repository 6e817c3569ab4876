import type { OutgoingEvent } from "onefn/simulator";
import type { SeenEvent } from "../../functions/event/seen.js";
import type { RecordRun } from "../../run/record-run.js";

/** Sends one event to the function that reports what it sees, and returns the report. */
export async function seenOf(on: RecordRun<OutgoingEvent>, event: OutgoingEvent): Promise<SeenEvent> {
  const [id] = await on.send("contract-seen", event);
  await on.drain("contract-seen");
  return (await on.logs.report((seen) => seen.id === id)) as unknown as SeenEvent;
}
