import assert from "node:assert/strict";
import type { OutgoingTick, ScheduleDeployment } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { contractFunctions } from "../../functions/index.js";
import type { SeenTick } from "../../functions/schedule/index.js";
import { Reports } from "../../run/reports.js";
import { STARTING } from "../refused-with-error.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Thursday, the last day of February. */
const BEGIN = Date.UTC(2024, 1, 29);

/** A clock that only moves when it is advanced. */
function standingClock(start: number) {
  let now = start;
  return {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
}

/** Simulated time, which passes as fast as the functions run. */
export const elapseCases: readonly RecordCase<OutgoingTick>[] = [
  {
    name: "a week of ticks takes only as long as its functions: each arrives once, in order and on time",
    limit: STARTING,
    async run({ wire }) {
      const clock = standingClock(BEGIN);
      const load = () => contractFunctions.scheduleWeek;
      const deployment = (await wire.deploy(load, { clock })) as ScheduleDeployment;
      try {
        const logs = new Reports(deployment, []);
        const { acknowledged, dead } = await deployment.elapse(7 * DAY);
        assert.deepEqual([acknowledged.length, new Set(acknowledged).size, dead.length], [175, 175, 0]);
        assert.equal(clock.now(), BEGIN + 7 * DAY);
        await logs.report(({ id }) => id === acknowledged.at(-1));
        const seen = logs.seen as unknown as readonly SeenTick[];
        assert.deepEqual(
          seen.map(({ id }) => id),
          acknowledged,
        );
        if (wire.capabilities.scheduledAt?.supported === false) return;
        const hours = Array.from({ length: 168 }, (_, hour) => BEGIN + (hour + 1) * HOUR);
        const days = Array.from({ length: 7 }, (_, day) => BEGIN + day * DAY + 3.5 * HOUR);
        assert.deepEqual(
          seen.map(({ scheduledAt }) => Date.parse(scheduledAt ?? "")),
          [...hours, ...days].sort((a, b) => a - b),
        );
      } finally {
        await deployment.close();
      }
    },
  },
];
