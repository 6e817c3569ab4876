import {
  type Call,
  EventRequest,
  lateness,
  OnefnError,
  parseTraceparent,
  type RequestCodec,
  type ScheduleSource,
  type Trace,
} from "onefn/provider";
import { settleRun } from "./settle-run.js";

/** The type of the CloudEvent that brings a run. */
const FIRED = "com.vercel.schedule.v1beta";

/** A run, whose attributes are headers, and whose payload is the body. */
class DispatchSource implements ScheduleSource {
  readonly id: string;
  readonly #event: EventRequest;
  readonly #at: Date | undefined;
  readonly #late: number | undefined;

  constructor(event: EventRequest, call: Pick<Call, "options">) {
    const id = event.header("ce-id");
    if (!id) throw undecodable("the dispatch has no ce-id");
    const at = new Date(event.header("ce-vssscheduledat") ?? "");
    this.id = id;
    this.#event = event;
    this.#at = Number.isNaN(at.getTime()) ? undefined : at;
    this.#late = this.#at && lateness(this.#at, call);
  }

  source(): string {
    return this.#event.header("ce-source") ?? "";
  }
  type(): string {
    return FIRED;
  }
  subject(): string | undefined {
    return this.#event.header("ce-vssschedulename") ?? undefined;
  }
  scheduledAt(): Date | undefined {
    return this.#at;
  }
  cron(): undefined {
    return undefined;
  }
  late(): number | undefined {
    return this.#late;
  }
  data(): unknown {
    const { json, body } = this.#event;
    if (body.length === 0) return undefined;
    if (json === undefined) throw undecodable("the payload of the schedule is not JSON");
    return json;
  }
  trace(): Trace | undefined {
    const { headers } = this.#event.request;
    return parseTraceparent(headers.get("traceparent"), headers.get("tracestate"));
  }
}

function undecodable(what: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${what}. Check what sends to the function.`);
}

/**
 * Vercel Schedules, one run in each request. A dispatch has the schedule's name, and not its expression.
 * @see https://vercel.com/docs/schedules
 */
export const schedules: RequestCodec<EventRequest> = {
  trigger: "schedules",
  matches: (event) => event instanceof EventRequest && event.header("ce-type") === FIRED,
  records: (event) => [event],
  readings: [
    {
      kind: "schedule",
      byName: true,
      origin: (event) => event.header("ce-vssschedulename") ?? "",
      decode: (event, _, call) => new DispatchSource(event, call),
    },
  ],
  settle: settleRun,
};
