/**
 * Runs schedule functions in a process of your own, with croner.
 * @packageDocumentation
 */
export type { AdaptOptions } from "onefn/provider";
export type { Schedulable } from "./schedule/adapt.js";
export { adapt } from "./schedule/adapt.js";
export type { Occurrence } from "./schedule/codec.js";
export type { SchedulePlatform } from "./schedule/platform.js";
export type { RunningSchedules, ScheduleRunOptions } from "./schedule/run.js";
export { runSchedules } from "./schedule/run.js";
export type { Overlap } from "./schedule/timetable.js";
