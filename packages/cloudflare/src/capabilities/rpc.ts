import type { Capabilities } from "onefn/provider";
import { gap, how, WORKERS } from "./words.js";

/** Tasks that other Workers call through a service binding. */
export const rpc: Capabilities = {
  waitUntil: how("ctx.waitUntil"),
  disconnect: gap(
    "An entrypoint is not told when its caller does not wait any more.",
    `${WORKERS}/runtime-apis/rpc/lifecycle/`,
  ),
  deadline: gap(
    "A call has a limit of CPU time, but not of duration, as long as its caller waits.",
    `${WORKERS}/platform/limits/#duration`,
  ),
};
