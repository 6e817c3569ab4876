import { schedule } from "onefn";
import { forgetBefore, sampleLoad } from "./load.js";

const DAY = 24 * 60 * 60_000;

export const sample = schedule({ every: "15 minutes" }, (tick, { log }) => {
  const at = tick.scheduledAt ?? new Date();
  log.info("sampled", { at, load: sampleLoad(at) });
});

/** Deletes samples older than two days. It uses the planned time and not the clock, so a late run does the same. */
export const forget = schedule({ cron: "30 3 * * *" }, (tick, { log }) => {
  const now = (tick.scheduledAt ?? new Date()).getTime();
  log.info("forgot", { samples: forgetBefore(now - 2 * DAY), late: tick.late });
});
