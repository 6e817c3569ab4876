import type { Occurrence } from "./codec.js";

/** What `context.platform` holds for a tick of `runSchedules`. */
export interface SchedulePlatform {
  readonly wire: "schedule";
  /** The occurrence for which the function runs. */
  readonly record?: Occurrence | undefined;
}
