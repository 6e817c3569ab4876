import { adapt, runSchedules } from "@onefn/server/schedule";
import { schedule } from "onefn";

// The night in which Berlin has no 02:30. A minute passes in a second.
const FASTER = 60;
const start = Date.parse("2026-03-29T00:58:30Z");
const begun = Date.now();
const timers = {
  Date: { now: () => start + (Date.now() - begun) * FASTER },
  setTimeout: (ring, ms) => setTimeout(ring, ms / FASTER),
  clearTimeout,
};

const tell = (by) => (tick) =>
  console.log(
    JSON.stringify({ by, id: tick.id, scheduledAt: tick.scheduledAt, late: tick.late, cron: tick.cron }),
  );

const functions = {
  minutely: schedule({ cron: "* * * * *" }, tell("minutely")),
  nightly: schedule({ cron: "30 2 * * *", timezone: "Europe/Berlin" }, tell("nightly")),
  slow: schedule({ cron: "*/1 * * * *" }, async (tick) => {
    tell("slow")(tick);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  }),
};

await runSchedules(adapt(functions, { timers }));
