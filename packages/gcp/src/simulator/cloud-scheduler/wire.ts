import { asJson, CHECKED, pathOf, push } from "@onefn/server/simulator";
import { type AdaptOptions, type EventOptions, listFunctions } from "onefn/provider";
import {
  createBroker,
  createClock,
  createSchedules,
  type Load,
  type OutgoingTick,
  type RecordOptions,
  type ScheduleWire,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import { eventarcResult } from "../eventarc/wire.js";
import type { FrameworkHost } from "../host.js";
import { cloudScheduler, type DispatchedJob } from "./job.js";

/** Milliseconds: the job's --min-backoff by default. */
const BACKOFF = 5_000;

/**
 * Puts functions behind jobs of Cloud Scheduler, which have the names of the functions and repeat what fails.
 * @see https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
 */
export function createSchedulerWire(host: FrameworkHost): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger: "cloud-scheduler",
    capabilities: capabilities["cloud-scheduler"] ?? {},
    result: eventarcResult,
    requests: true,
    async deploy(load, options: RecordOptions<OutgoingTick> = {}) {
      const { adapt, timeout, clock = createClock() } = options;
      const given: AdaptOptions & EventOptions = { ...CHECKED, ...adapt };
      const running = await host.start(load, { adapt: given, timeout });
      const path = pathOf(load, given);
      const broker = createBroker({
        trigger: "cloud-scheduler",
        from: "onefn/gcp",
        running,
        options: { ...options, clock },
        batch: 1,
        delay: BACKOFF,
        unordered: true,
        place: (to) => jobNamed(load, to),
        accept({ scheduledAt }: OutgoingTick, { to: job, now }) {
          const at = scheduledAt ?? new Date(now);
          return { id: `${job}@${at.toISOString()}`, stored: cloudScheduler({ job, scheduledAt: at }) };
        },
        record: ({ stored }: { readonly stored: DispatchedJob }) => stored,
        event: ([job]) => job,
        invoke(event, _, __, rewrite) {
          const written = { path: path(), ...(isJob(event) ? event : asJson(event)) };
          return push(running, rewrite?.(written) ?? written);
        },
        settle(answer) {
          const { status = 0 } = answer.nativeResult ?? {};
          const fate = status >= 200 && status < 300 ? "done" : "again";
          return { fates: [fate], nativeResult: undefined, ...answer };
        },
      });
      return createSchedules(broker, { load, clock });
    },
  };
}

function isJob(event: unknown): event is DispatchedJob {
  return Object(event).headers?.["x-cloudscheduler"] === "true";
}

/** The job of the function with this expression. Any other text is itself a name. */
function jobNamed(load: Load, cron: string): string {
  try {
    const functions = listFunctions("onefn", load()) as readonly {
      name?: string;
      trigger?: { cron?: string };
    }[];
    return functions.find(({ trigger }) => trigger?.cron === cron)?.name ?? cron;
  } catch {
    // Functions that cannot be adapted have no schedules. The adapter reports the error.
    return cron;
  }
}
