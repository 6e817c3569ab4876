import {
  type Call,
  createResponse,
  EventRequest,
  OnefnError,
  type RequestCodec,
  type ScheduleSource,
} from "onefn/provider";
import type { NetlifyContext } from "../platform.js";

/** A run, of which Netlify tells nothing but the time of the next one. */
class ScheduledSource implements ScheduleSource {
  readonly id: string;
  readonly #event: EventRequest;

  constructor(event: EventRequest, call: Call) {
    // Netlify gives a run no id. That of its request is the nearest, since no run is repeated.
    const { requestId } = (call.nativeContext ?? {}) as NetlifyContext;
    this.id = requestId || event.header("x-nf-request-id") || crypto.randomUUID();
    this.#event = event;
  }

  source(): string {
    return new URL(this.#event.request.url).pathname;
  }
  type(): string {
    return "com.netlify.schedule";
  }
  subject(): string {
    return functionNameOf(this.#event);
  }
  /** Not `next_run`, which is the time of the next run. */
  scheduledAt(): undefined {
    return undefined;
  }
  cron(): undefined {
    return undefined;
  }
  late(): undefined {
    return undefined;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { next_run: next } = Object(this.#event.json) as { readonly next_run?: unknown };
    return typeof next === "string" ? { nextrun: next } : {};
  }
}

/** The name of the function's file, which ends its URL. */
function functionNameOf({ request }: EventRequest): string {
  const segment = new URL(request.url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Anyone can send this header: it identifies nobody. */
const isScheduled = (event: EventRequest) =>
  event.request.method === "POST" && event.header("x-nf-event") === "schedule";

/**
 * Netlify's scheduled functions, one run in each request.
 * @see https://docs.netlify.com/build/functions/scheduled-functions/
 */
export const scheduledFunctions: RequestCodec<EventRequest> = {
  trigger: "scheduled-functions",
  matches: (event) => event instanceof EventRequest && isScheduled(event),
  records: (event) => [event],
  readings: [
    {
      kind: "schedule",
      byName: true,
      origin: functionNameOf,
      decode(event, _, call) {
        if (Object(event.json) === event.json) return new ScheduledSource(event, call);
        throw new OnefnError(
          "ONEFN_MESSAGE_UNDECODABLE",
          "the body of the run is no JSON object. Check what sends to the function.",
        );
      },
    },
  ],
  settle: ([settled]) => createResponse(null, { status: settled?.type === "ack" ? 200 : 500 }),
};
