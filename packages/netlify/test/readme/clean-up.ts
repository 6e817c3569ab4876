import { adapt } from "@onefn/netlify/schedule/scheduled-functions";
import { schedule } from "onefn";

const cleanUp = schedule({ cron: "30 3 * * *" }, (tick, { log }) => {
  log.info("cleaning up", { next: tick.extensions.nextrun });
});

export default adapt(cleanUp, { events: { verify: "platform" } });
export const config = { schedule: "30 3 * * *" };
