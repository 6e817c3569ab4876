import {
  type Call,
  createResponse,
  EventRequest,
  lateness,
  parseTraceparent,
  type RequestCodec,
  type ScheduleSource,
  type Trace,
} from "onefn/provider";
import { payloadOf } from "./payload.js";

const JOB = "x-cloudscheduler-jobname";

/** One run of a job that sends requests. */
class JobSource implements ScheduleSource {
  readonly id: string;
  readonly #event: EventRequest;
  readonly #job: string;
  readonly #at: Date | undefined;
  readonly #call: Pick<Call, "options">;

  constructor(event: EventRequest, call: Pick<Call, "options">) {
    const at = new Date(event.header("x-cloudscheduler-scheduletime") ?? "");
    this.#event = event;
    this.#call = call;
    this.#job = nameOf(event.header(JOB) ?? "");
    this.#at = Number.isNaN(at.getTime()) ? undefined : at;
    // A run that was started by hand has no planned time, so each attempt gets an id of its own.
    this.id = `${this.#job}@${this.#at?.toISOString() ?? crypto.randomUUID()}`;
  }

  get record(): Request {
    return this.#event.request;
  }
  source(): string {
    return `//cloudscheduler.googleapis.com/jobs/${this.#job}`;
  }
  type(): string {
    return "google.cloud.scheduler.job.run";
  }
  subject(): string {
    return this.#job;
  }
  scheduledAt(): Date | undefined {
    return this.#at;
  }
  /** Cloud Scheduler does not send it. */
  cron(): undefined {
    return undefined;
  }
  late(): number | undefined {
    return this.#at && lateness(this.#at, this.#call);
  }
  data(): unknown {
    return payloadOf(this.#event.body, this.#event.header("content-type") ?? undefined);
  }
  trace(): Trace | undefined {
    return parseTraceparent(this.#event.header("traceparent"), this.#event.header("tracestate"));
  }
}

/** `JOB` of `projects/P/locations/L/jobs/JOB`. */
function nameOf(job: string): string {
  return job.slice(job.lastIndexOf("/") + 1);
}

/**
 * Jobs of Cloud Scheduler that send http requests. Anything but a 2xx fails the run, which is repeated if the job says so.
 *
 * A request that also has headers of Cloud Tasks or Pub/Sub is not one: the creator of a task and the sender of a
 * message can choose any other header.
 * @see https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs#HttpTarget
 */
export const cloudScheduler: RequestCodec<EventRequest> = {
  trigger: "cloud-scheduler",
  matches: (event) =>
    event instanceof EventRequest &&
    event.header("x-cloudscheduler") === "true" &&
    /^[^\s,]+$/.test(event.header(JOB) ?? "") &&
    event.header("x-cloudtasks-taskname") === null &&
    event.header("x-goog-pubsub-message-id") === null,
  records: (event) => [event],
  readings: [
    {
      kind: "schedule",
      byName: true,
      origin: (event) => event.header(JOB) ?? "",
      names: (job) => [nameOf(job)],
      decode: (event, _, call) => new JobSource(event, call),
    },
  ],
  settle: ([settled]) =>
    createResponse(null, { status: settled?.type === "ack" || settled?.type === "drop" ? 204 : 500 }),
};
