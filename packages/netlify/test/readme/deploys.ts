import { adapt } from "@onefn/netlify/event/platform-events";
import { event } from "onefn";
import { sharedSecret } from "onefn/events";

const live = event({ type: "com.netlify.deploy_succeeded" }, ({ source }, { log }) =>
  log.info("live", { source }),
);

const verify = sharedSecret({ query: "secret" }, process.env.HOOK_SECRET);
export default adapt(live, { events: { verify } });
