import { checkOptions, type OptionCheck, type OptionChecks } from "onefn/provider";
import { MILLISECONDS, PORT } from "../check-options.js";
import type { PollOptions } from "./poll.js";

/** A count of at least 1. */
export const COUNT: OptionCheck = [
  (value) => Number.isInteger(value) && (value as number) > 0,
  "a count, 1 or more",
];

const POLL_OPTIONS = {
  health: [(value) => /^\//.test(value as string), 'a path that begins with "/"'],
  port: PORT,
  hostname: [(value) => typeof value === "string", "the address to listen on"],
  signals: [(value) => typeof value === "boolean", "true or false"],
  shutdownTimeout: MILLISECONDS,
  metrics: [(value) => typeof value === "function", "a function"],
  metricsInterval: [(value) => Number.isFinite(value) && (value as number) > 0, "milliseconds, more than 0"],
} satisfies OptionChecks<PollOptions>;

/** @throws OnefnError ONEFN_INVALID_OPTION */
export function checkPoll(options: PollOptions): void {
  checkOptions("[onefn/server] poll", options, POLL_OPTIONS);
}
