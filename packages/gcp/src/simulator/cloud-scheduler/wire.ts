import { asJson, startReceiver } from "@onefn/server/simulator";
import {
  createBroker,
  createClock,
  createSchedules,
  type OutgoingTick,
  type RecordOptions,
  type ScheduleWire,
  scheduleNamed,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import { eventarcResult, settledByStatus } from "../eventarc/wire.js";
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
      const { clock = createClock() } = options;
      const { running, invoke } = await startReceiver(load, options, {
        start: (functions, how) => host.start(functions, how),
        write: (event) => (isJob(event) ? event : asJson(event)),
      });
      const broker = createBroker({
        trigger: "cloud-scheduler",
        from: "onefn/gcp",
        running,
        options: { ...options, clock },
        batch: 1,
        delay: BACKOFF,
        unordered: true,
        place: (to) => scheduleNamed(load, to),
        accept({ scheduledAt }: OutgoingTick, { to: job, now }) {
          const at = scheduledAt ?? new Date(now);
          return { id: `${job}@${at.toISOString()}`, stored: cloudScheduler({ job, scheduledAt: at }) };
        },
        record: ({ stored }: { readonly stored: DispatchedJob }) => stored,
        event: ([job]) => job,
        invoke,
        settle: settledByStatus,
      });
      return createSchedules(broker, { load, clock });
    },
  };
}

function isJob(event: unknown): event is DispatchedJob {
  return Object(event).headers?.["x-cloudscheduler"] === "true";
}
