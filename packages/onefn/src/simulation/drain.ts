import { OnefnError } from "../errors.js";
import type { Clock, DeliveryReport, DrainReport } from "../simulator.js";

/** A queue of a simulator. */
export interface DrainableQueue {
  /** Messages that are neither acknowledged nor dead, hidden ones too. */
  readonly size: number;
  /** When the next hidden message can be seen again; undefined when none is hidden. */
  nextVisibleAt(): number | undefined;
}

/**
 * Delivers, and lets time pass, until every message of a queue is acknowledged or dead.
 *
 * @param place names wire and package where the clock stands still: `[onefn/aws] sqs`.
 * @throws OnefnError ONEFN_INVALID_OPTION when `advance` does not move the clock, since it would never end.
 */
export async function drainQueue(
  queue: DrainableQueue,
  deliver: () => Promise<DeliveryReport>,
  clock: Clock,
  place: string,
): Promise<DrainReport> {
  const acknowledged: string[] = [];
  const dead: string[] = [];
  const attempts: Record<string, number> = {};
  for (;;) {
    const report = await deliver();
    acknowledged.push(...report.acknowledged);
    dead.push(...report.dead);
    for (const id of report.delivered) attempts[id] = (attempts[id] ?? 0) + 1;
    if (queue.size === 0) return { acknowledged, dead, attempts };
    if (report.delivered.length === 0) letTimePass(queue, clock, place);
  }
}

function letTimePass(queue: DrainableQueue, clock: Clock, place: string): void {
  const next = queue.nextVisibleAt();
  const before = clock.now();
  // Real time goes on meanwhile: what was hidden a moment ago may be visible by now.
  if (next === undefined || next <= before) return;
  clock.advance(next - before);
  if (clock.now() > before) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `${place} drain: the clock does not advance, so that hidden messages stay hidden. ` +
      "Inject a clock whose advance moves it.",
  );
}
