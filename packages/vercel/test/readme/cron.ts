import { adapt, cronSecret } from "@onefn/vercel";
import { schedule } from "onefn";

const cleanUp = schedule({ cron: "30 3 * * *" }, (tick, { log }) =>
  log.info("cleaning up", { cron: tick.cron }),
);

const report = schedule({ cron: "0 8 * * MON-FRI" }, (_, { log }) => log.info("reporting"));

export default adapt({ cleanUp, report }, { events: { verify: cronSecret() } });
