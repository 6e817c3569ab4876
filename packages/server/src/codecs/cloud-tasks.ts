import {
  createResponse,
  EventRequest,
  type MessageSource,
  type OptionCheck,
  parseTraceparent,
  type RequestCodec,
  type Trace,
} from "onefn/provider";
import { sentHeaders } from "./sent-headers.js";

/** The options of an adapter that takes tasks. */
export interface CloudTasksOptions {
  /**
   * Whether Cloud Tasks is told the delay of `retry({ after })`, by 503 with `Retry-After`. It then slows down the whole
   * queue, and not the one task. Default: false; the task comes again after the backoff of its queue.
   * @see https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks#HttpRequest
   */
  readonly throttleQueue?: boolean | undefined;
}

/** The check of the option `throttleQueue`. */
export const THROTTLE_QUEUE: OptionCheck = [(value) => typeof value === "boolean", "true or false"];

/** A task of Cloud Tasks: the request that its creator asked for, with a few headers more. */
export class TaskSource implements MessageSource {
  readonly #event: EventRequest;
  /** The name of the queue. */
  readonly origin: string;
  readonly id: string;

  constructor(event: EventRequest) {
    this.#event = event;
    this.origin = event.header(QUEUE) ?? "";
    this.id = event.header(TASK) ?? "";
  }

  get record(): Request {
    return this.#event.request;
  }
  source(): string {
    return `//cloudtasks.googleapis.com/queues/${this.origin}`;
  }
  type(): string {
    return "google.cloud.tasks.task";
  }
  /** Only when the task was due is told. */
  enqueuedAt(): undefined {
    return undefined;
  }
  body(): Uint8Array {
    return this.#event.body;
  }
  /** Cloud Tasks writes `application/octet-stream` where the creator named no type. */
  contentType(): string | undefined {
    const type = this.#event.header("content-type");
    return type === null || type === "application/octet-stream" ? undefined : type;
  }
  attributes(): Readonly<Record<string, string>> {
    return sentHeaders(this.#event.request.headers);
  }
  /** `TaskExecutionCount` leaves out what was answered with a 5xx. */
  attempt(): number | undefined {
    const retries = this.#event.header("x-cloudtasks-taskretrycount") ?? "";
    return /^\d{1,9}$/.test(retries) ? Number(retries) + 1 : undefined;
  }
  key(): undefined {
    return undefined;
  }
  trace(): Trace | undefined {
    return parseTraceparent(this.#event.header("traceparent"), this.#event.header("tracestate"));
  }
}

const QUEUE = "x-cloudtasks-queuename";
const TASK = "x-cloudtasks-taskname";
const NAME = /^[^\s,]+$/;

/**
 * Tasks of Cloud Tasks, by a request each. A 2xx ends a task, and whatever else repeats it: 429 and 503 slow down its
 * whole queue, so a failure is answered 500. There is no dead letter, on demand or otherwise.
 *
 * What also says that Pub/Sub sent it is refused: an attribute of a message can be named like any header.
 * @see https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler
 */
export const cloudTasks: RequestCodec<TaskSource> = {
  trigger: "cloud-tasks",
  matches: (event) =>
    event instanceof EventRequest &&
    NAME.test(event.header(QUEUE) ?? "") &&
    NAME.test(event.header(TASK) ?? "") &&
    event.header("x-goog-pubsub-message-id") === null,
  records: (event) => [new TaskSource(event)],
  readings: [
    {
      kind: "message",
      origin: ({ origin }) => origin,
      names: (origin) => [origin.slice(origin.lastIndexOf("/") + 1)],
      decode: (source) => source,
    },
  ],
  settle([settled], call) {
    if (settled?.type === "ack") return createResponse(null, { status: 204 });
    const after = settled?.type === "retry" && cloudTasks.delays?.(call) && settled.after;
    if (!after) return createResponse(null, { status: 500 });
    return createResponse(null, { status: 503, headers: { "retry-after": String(Math.ceil(after)) } });
  },
  delays: ({ options }) => (options as CloudTasksOptions).throttleQueue === true,
};
