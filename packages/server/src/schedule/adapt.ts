import type { ScheduleFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  createAdapter,
  type Handle,
  listFunctions,
  recordPipeline,
  scheduleKind,
} from "onefn/provider";
import { server } from "../provider.js";
import type { Work } from "../work.js";
import { type Occurrence, scheduleCodec } from "./codec.js";
import type { SchedulePlatform } from "./platform.js";

/** Functions that are ready for `runSchedules`. */
export interface Schedulable {
  /** The options that they were adapted with. */
  readonly options: AdaptOptions;
}

/** What an adapted object stands for. */
export interface Adapted {
  readonly functions: readonly ScheduleFunction[];
  readonly handle: Handle<Work>;
}

const provider: typeof server = {
  ...server,
  platform: (_, __, record): SchedulePlatform => ({ wire: "schedule", record: record as Occurrence }),
};

const all = new WeakMap<Schedulable, Adapted>();

/** The functions behind `adapted`; undefined for an object that `adapt` did not make. */
export function adaptedIn(adapted: Schedulable): Adapted | undefined {
  return all.get(adapted);
}

/**
 * Prepares schedule functions for `runSchedules`.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * have the same expression, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else.
 */
export function adapt<T>(
  functions: Adaptable<T, ScheduleFunction, "@onefn/server/schedule">,
  options: AdaptOptions = {},
): Schedulable {
  const pipelines = [recordPipeline([scheduleKind], [scheduleCodec])];
  const handle: Handle<Work> = createAdapter("onefn/server", provider, pipelines, functions, options);
  const adapted: Schedulable = { options };
  const listed = listFunctions("onefn/server", functions) as readonly ScheduleFunction[];
  all.set(adapted, { functions: listed, handle });
  return adapted;
}
