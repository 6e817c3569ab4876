import type { Capability } from "onefn/provider";

export const WORKERS = "https://developers.cloudflare.com/workers";

/** What a wire cannot do, with the reason and its source. */
export const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

/** Each kind of function has its own handler, which a Worker may lack. */
export const wrongKinds = gap(
  "The runtime calls the handler of the trigger, and reports an error of its own if the Worker has none.",
  `${WORKERS}/runtime-apis/handlers/`,
);

/** What a wire can do, and under which condition. */
export const how = (text: string): Capability => ({ supported: true, how: text });
