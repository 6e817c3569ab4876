import {
  type Clock,
  createClock,
  createSchedules,
  cronNamed,
  type Load,
  type OutgoingTick,
  type ScheduleWire,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import { retryContextOf, settleWithPolicy } from "../retry-policy.js";
import { deployTriggered, newInvocation, result, type Triggered } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { type PlannedRun, timerData, withSeconds } from "./timer-info.js";

const TRIGGER = "timer";
const DEFAULT_ATTEMPTS = 3;

/** Azure's host in front of a worker, with timers that have a retry policy. */
export function createTimerWire(workers: WorkerHost): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger: TRIGGER,
    capabilities: capabilities[TRIGGER] ?? {},
    result,
    async deploy(load, options = {}) {
      const { clock = createClock() } = options;
      const broker = await deployTriggered(timerOf(load, clock), workers, load, { ...options, clock });
      return createSchedules(broker, { load, clock });
    },
  };
}

/** A place is an expression of five fields, which the function is registered with. */
const timerOf = (load: Load, clock: Clock): Triggered<OutgoingTick, PlannedRun, PlannedRun> => ({
  trigger: TRIGGER,
  clock,
  registration: ({ maxAttempts = DEFAULT_ATTEMPTS }) => ({
    type: "timerTrigger",
    place: { schedule: "0 0 0 1 1 *" },
    retries: maxAttempts - 1,
  }),
  source: ({ functionName }, { maxAttempts = DEFAULT_ATTEMPTS }) => ({
    batch: 1,
    delay: 0,
    place: (to) => cronNamed(load, to),
    accept({ scheduledAt }: OutgoingTick, { to, now }) {
      const stored = { schedule: withSeconds(to), plannedAt: scheduledAt?.getTime() ?? now };
      return {
        id: `${functionName}:${stored.schedule}@${new Date(stored.plannedAt).toISOString()}`,
        stored,
      };
    },
    record: ({ stored }) => stored,
    event(runs, deliveries): RpcTriggering {
      const [run] = runs as readonly [PlannedRun];
      return {
        ...newInvocation(),
        ...retryContextOf(deliveries, maxAttempts - 1),
        place: { schedule: run.schedule },
        data: timerData(run, clock.now()),
        triggerMetadata: {},
      };
    },
    settle: (outcome, { length }) => settleWithPolicy(outcome, length),
  }),
});
