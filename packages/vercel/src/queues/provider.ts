import type { Provider } from "onefn/provider";
import { VERCEL_OPTIONS } from "../options.js";
import type { VercelPlatform } from "../platform.js";
import { vercel } from "../provider.js";
import type { Invocation } from "./invocation.js";
import type { VercelQueueMessage } from "./push.js";

/** Vercel, where messages arrive: `./http` carries none of it. */
export const vercelQueues: Provider<Invocation> = {
  ...vercel,
  platform(call, _, record): VercelPlatform {
    const platform = call as VercelPlatform;
    return record === undefined ? platform : { ...platform, record: record as VercelQueueMessage };
  },
  options: VERCEL_OPTIONS,
};
