import { type Call, lateness, portableCron, type RecordCodec, type ScheduleSource } from "onefn/provider";
import { Fetched } from "../poll/fetched.js";
import type { Work } from "../work.js";

/** An occurrence of an expression, for which its function is due to run. */
export interface Occurrence {
  readonly cron: string;
  readonly timezone: string;
  /** The planned time. */
  readonly scheduledAt: Date;
  /** The planned time of the first occurrence since the run before that did not become a run. */
  readonly missed?: Date | undefined;
}

/** The event of one run. */
export class Run extends Fetched {
  readonly occurrence: Occurrence;

  constructor(occurrence: Occurrence) {
    super();
    this.occurrence = occurrence;
  }
}

class OccurrenceSource implements ScheduleSource {
  readonly record: Occurrence;
  readonly id: string;
  readonly #late: number;

  constructor(record: Occurrence, call: Pick<Call, "options">) {
    const { cron, scheduledAt } = record;
    this.record = record;
    // The same in every process that runs the schedule, so that one of them can claim the run.
    this.id = `${cron}@${scheduledAt.toISOString()}`;
    this.#late = lateness(scheduledAt, call);
  }

  source(): string {
    return "urn:onefn:server:schedule";
  }
  type(): string {
    return "dev.onefn.schedule.due";
  }
  subject(): string {
    return this.record.cron;
  }
  scheduledAt(): Date {
    return this.record.scheduledAt;
  }
  cron(): string {
    return this.record.cron;
  }
  late(): number {
    return this.#late;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { missed } = this.record;
    return missed ? { missed: missed.toISOString() } : {};
  }
}

/** How a run ended. Nobody repeats one that failed. */
export type RunResult = "done" | "failed";

/** Schedules of this process, with one tick in each event. */
export const scheduleCodec: RecordCodec<Run, Occurrence, RunResult, Work> = {
  trigger: "croner",
  matches: (native) => native instanceof Run,
  records: ({ occurrence }) => [occurrence],
  readings: [
    {
      kind: "schedule",
      origin: ({ cron }) => cron,
      names: (cron) => [portableCron(cron)],
      decode: (occurrence, _, call) => new OccurrenceSource(occurrence, call),
    },
  ],
  settle: ([settled]) => (settled?.type === "ack" ? "done" : "failed"),
  context: { disconnect: ({ signal }) => signal },
};
