import type { Timers } from "onefn/provider";
import {
  type Clock,
  createBroker,
  createClock,
  createSchedules,
  cronNamed,
  type DocumentedResult,
  type OutgoingTick,
  type ScheduleWire,
  type Settlement,
  schema,
} from "onefn/simulator";
import { croner } from "../../schedule/capabilities.js";
import type { RunResult } from "../../schedule/codec.js";
import type { ScheduleHost } from "./host.js";

/** How a run ended. Only the process learns of it. */
const result: DocumentedResult = {
  schema: schema.union(schema.literal("done"), schema.literal("failed")),
  wrong: [undefined, null, "ack", { outcome: "ok" }],
};

/** Connects a host's functions to the schedules of a process. Each run is a separate event, and none is repeated. */
export function createSchedulesWire(host: ScheduleHost): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger: "croner",
    capabilities: croner,
    result,
    async deploy(load, options = {}) {
      const { adapt, clock = createClock() } = options;
      const running = host.start(load, { adapt: { timers: timersOf(clock), ...adapt } });
      running.prepare?.();
      const broker = createBroker<OutgoingTick, Planned, Planned, Answer>({
        trigger: "croner",
        from: "onefn/server",
        running,
        options: { ...options, clock },
        batch: 1,
        attempts: 1,
        delay: 0,
        place: (to) => cronNamed(load, to),
        accept({ scheduledAt }, { to: cron, now }) {
          const at = scheduledAt ?? new Date(now);
          return { id: `${cron}@${at.toISOString()}`, stored: { cron, at } };
        },
        record: ({ stored }) => stored,
        event: ([event]) => event,
        // The process makes the event itself, so it cannot be replaced.
        async invoke(_, [delivery]) {
          const { cron, at } = (delivery as { readonly stored: Planned }).stored;
          try {
            return { nativeResult: await running.tick(cron, at) };
          } catch (error) {
            return { nativeResult: undefined, error };
          }
        },
        settle: settlement,
      });
      return createSchedules(broker, { load, clock });
    },
  };
}

/** A planned time of an expression. */
interface Planned {
  readonly cron: string;
  readonly at: Date;
}

/** How a run ended; undefined if it could not begin. */
interface Answer {
  readonly nativeResult: RunResult | undefined;
  readonly error?: unknown;
}

function settlement({ nativeResult, ...told }: Answer): Settlement {
  if (nativeResult === "done") return { fates: ["done"], nativeResult };
  return { fates: ["dead"], nativeResult, error: new Error("The run failed."), ...told };
}

function timersOf(clock: Clock): Timers {
  return {
    Date: { now: () => clock.now() },
    setTimeout: (ring, ms) => setTimeout(ring, ms),
    clearTimeout: (timer) => clearTimeout(timer),
  };
}
