import { EVENTS } from "onefn/provider";
import type { ServerRecord } from "./platform.js";
import { server } from "./provider.js";
import type { ServerCall } from "./server-call.js";

/** A server where events arrive: `./http` carries none of it. */
export const eventServer: typeof server = {
  ...server,
  platform(call, _, record) {
    const { platform } = call as ServerCall;
    return record === undefined ? platform : { ...platform, record: record as ServerRecord };
  },
  options: { events: EVENTS },
};
