import { EventRequest, portableCron, type RequestCodec, type ScheduleSource } from "onefn/provider";
import { settleRun } from "./settle-run.js";

/** What a cron job's request says: nothing but its expression. */
class CronJobSource implements ScheduleSource {
  readonly id: string;
  readonly #cron: string;
  readonly #path: string;

  constructor({ request: { url, headers } }: EventRequest) {
    // Vercel gives a run no id. That of its request is the nearest, since no run is repeated.
    this.id = headers.get("x-vercel-id") ?? crypto.randomUUID();
    this.#cron = headers.get(CRON) ?? "";
    this.#path = new URL(url).pathname;
  }

  source(): string {
    return this.#path;
  }
  type(): string {
    return "com.vercel.cron";
  }
  subject(): string {
    return this.#cron;
  }
  scheduledAt(): undefined {
    return undefined;
  }
  cron(): string {
    return this.#cron;
  }
  late(): undefined {
    return undefined;
  }
}

/** The header with a job's expression. Anyone can send it: it identifies nobody. */
const CRON = "x-vercel-cron-schedule";

/**
 * Cron jobs of Vercel, one run in each request.
 * @see https://vercel.com/docs/cron-jobs
 */
export const cron: RequestCodec<EventRequest> = {
  trigger: "cron",
  matches: (event) =>
    event instanceof EventRequest && event.request.method === "GET" && Boolean(event.header(CRON)),
  records: (event) => [event],
  readings: [
    {
      kind: "schedule",
      origin: (event) => event.header(CRON) ?? "",
      names: (expression) => [portableCron(expression)],
      decode: (event) => new CronJobSource(event),
    },
  ],
  settle: settleRun,
};
