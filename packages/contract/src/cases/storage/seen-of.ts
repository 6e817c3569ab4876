import type { OutgoingNotification } from "onefn/simulator";
import type { SeenNotification } from "../../functions/storage/seen.js";
import type { RecordRun } from "../../run/record-run.js";

/** Sends one notification to the function that reports what it sees, and returns the report. */
export async function seenOf(
  on: RecordRun<OutgoingNotification>,
  notification: OutgoingNotification,
): Promise<SeenNotification> {
  const [id] = await on.send("contract-seen", notification);
  await on.drain("contract-seen");
  return (await on.logs.report((seen) => seen.id === id)) as unknown as SeenNotification;
}
