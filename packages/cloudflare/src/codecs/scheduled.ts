import {
  type Call,
  lateness,
  OnefnError,
  portableCron,
  type RecordCodec,
  type ScheduleSource,
  type Settled,
} from "onefn/provider";
import type { Invocation, ScheduledController } from "../native.js";

class CronSource implements ScheduleSource {
  readonly record: ScheduledController;
  readonly id: string;
  readonly #at: Date;
  readonly #late: number;

  constructor(record: ScheduledController, call: Pick<Call, "options">) {
    this.record = record;
    this.#at = new Date(record.scheduledTime);
    // Cloudflare gives a run no id. A Worker has each expression only once, and runs it once at any time.
    this.id = `${record.cron}@${this.#at.toISOString()}`;
    this.#late = lateness(this.#at, call);
  }

  source(): string {
    return "//workers.cloudflare.com/cron";
  }
  type(): string {
    return "com.cloudflare.workers.scheduled";
  }
  subject(): string {
    return this.record.cron;
  }
  scheduledAt(): Date {
    return this.#at;
  }
  cron(): string {
    return this.record.cron;
  }
  late(): number {
    return this.#late;
  }
}

/** The number of Sunday in Cloudflare's expressions. */
const SUNDAY = 1;

/**
 * A Worker's cron trigger, with one tick in each event. A failed run rejects, and the dashboard shows the error; it is
 * not repeated.
 * @see https://developers.cloudflare.com/workers/configuration/cron-triggers/
 */
export const scheduled: RecordCodec<ScheduledController, ScheduledController, void, Invocation> = {
  trigger: "scheduled",
  matches: (native, { handler }) =>
    handler === "scheduled" && typeof (native as Partial<ScheduledController> | null)?.cron === "string",
  records: (controller) => [controller],
  readings: [
    {
      kind: "schedule",
      origin: ({ cron }) => cron,
      names: (cron) => [portableCron(cron, SUNDAY)],
      decode: (controller, _, call) => new CronSource(controller, call),
    },
  ],
  settle([settled], { native }) {
    if (settled && settled.type !== "ack" && settled.type !== "drop") throw failureOf(settled, native);
  },
};

/** The handler's own error, because the dashboard shows its name, message and stack. */
function failureOf({ type, error }: Settled, { cron }: ScheduledController): unknown {
  return isError(error)
    ? error
    : new OnefnError(
        "ONEFN_HANDLER_FAILED",
        `[onefn/cloudflare] The tick of "${cron}" ${type === "retry" ? "failed" : "was rejected"}. ` +
          "Cloudflare does not deliver it again; the log says why it failed.",
        { cause: error },
      );
}

/** A handler can throw anything. For a revoked proxy, even `instanceof` throws. */
function isError(value: unknown): boolean {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}
