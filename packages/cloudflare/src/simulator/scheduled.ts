import {
  createBroker,
  createClock,
  createSchedules,
  cronNamed,
  type DocumentedResult,
  type OutgoingTick,
  type RecordOptions,
  type ScheduleWire,
  type Settlement,
  schema,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { CronAnswer, WorkerHost } from "./host.js";

/**
 * A handler returns nothing, because the runtime ignores its result.
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/scheduled/
 */
const result: DocumentedResult = {
  schema: schema.literal(undefined),
  wrong: [null, "ok", { outcome: "ok" }, []],
};

/**
 * Connects a host's Worker to cron triggers. Each run is a separate event, and none is repeated.
 * @see https://developers.cloudflare.com/workers/configuration/cron-triggers/
 */
export function createScheduledWire(host: WorkerHost): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger: "scheduled",
    capabilities: capabilities.scheduled,
    result,
    async deploy(load, options: RecordOptions<OutgoingTick> = {}) {
      const { adapt, timeout, clock = createClock() } = options;
      const running = await host.start(load, { adapt, timeout, clock });
      const broker = createBroker({
        trigger: "scheduled",
        from: "onefn/cloudflare",
        running,
        options: { ...options, clock },
        batch: 1,
        attempts: 1,
        delay: 0,
        place: (to) => cronNamed(load, to),
        accept({ scheduledAt }: OutgoingTick, { to: cron, now }) {
          const scheduledTime = scheduledAt?.getTime() ?? now;
          return {
            id: `${cron}@${new Date(scheduledTime).toISOString()}`,
            stored: { cron, scheduledTime },
          };
        },
        record: ({ stored }) => stored,
        event: ([event]) => event,
        // The runtime creates the controller itself, so it cannot be replaced.
        invoke: (_, deliveries) => running.schedule((deliveries[0] as (typeof deliveries)[number]).stored),
        settle: settlement,
      });
      return createSchedules(broker, { load, clock });
    },
  };
}

function settlement({ outcome, result: nativeResult, error }: CronAnswer): Settlement {
  return outcome === "ok"
    ? { fates: ["done"], nativeResult }
    : {
        fates: ["dead"],
        nativeResult: undefined,
        error: error ?? new Error(`The run ended with the outcome ${outcome}.`),
      };
}
