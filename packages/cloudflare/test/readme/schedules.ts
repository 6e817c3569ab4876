import { adapt } from "@onefn/cloudflare";
import { schedule } from "onefn";

const cleanUp = schedule({ cron: "30 3 * * *" }, (tick, { log }) => {
  log.info("cleaning up", { until: tick.scheduledAt, late: tick.late });
});

const poll = schedule({ every: "15 minutes" }, (_, { log }) => log.info("polling"));

export default adapt({ cleanUp, poll });
