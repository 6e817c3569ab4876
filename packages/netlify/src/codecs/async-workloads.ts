import { failTogether, type MessageSource, type RecordCodec } from "onefn/provider";
import type { AsyncWorkloadEvent, Workload } from "../workloads/library.js";

class WorkloadSource implements MessageSource {
  readonly record: AsyncWorkloadEvent;
  readonly id: string;

  constructor(record: AsyncWorkloadEvent) {
    this.record = record;
    this.id = record.eventId;
  }

  source(): string {
    return `//async-workloads.netlify.com/${encodeURIComponent(this.record.eventName)}`;
  }
  type(): string {
    return "com.netlify.async-workloads.event";
  }
  subject(): string {
    return this.record.eventName;
  }
  enqueuedAt(): undefined {
    return undefined;
  }
  /** What was sent as a string is the text itself. */
  body(): string {
    const { eventData } = this.record;
    return typeof eventData === "string" ? eventData : (JSON.stringify(eventData) ?? "");
  }
  /** A text is JSON, or else a string that was sent as JSON. */
  parsed(format: "json" | undefined): unknown {
    const { eventData } = this.record;
    if (format === undefined || typeof eventData !== "string") return eventData;
    try {
      return JSON.parse(eventData[0] === "\ufeff" ? eventData.slice(1) : eventData);
    } catch {
      return eventData;
    }
  }
  attributes(): Readonly<Record<string, never>> {
    return {};
  }
  attempt(): number {
    return this.record.attempt + 1;
  }
  key(): undefined {
    return undefined;
  }
}

/** The seconds for which the library can delay an event: a year. It waits no longer, whatever it is told. */
const LONGEST_DELAY = 31_556_952;

/**
 * Netlify's Async Workloads. A handler that returns is done. One that throws is called again after the event's own
 * schedule, or as the library's errors say: after a delay, or never.
 * @see https://docs.netlify.com/build/async-workloads/writing-workloads
 */
export const asyncWorkloads: RecordCodec<AsyncWorkloadEvent, AsyncWorkloadEvent, void, Workload> = {
  trigger: "async-workloads",
  matches(native) {
    const { eventName, eventId, attempt } = Object(native) as Partial<AsyncWorkloadEvent>;
    return typeof eventName === "string" && typeof eventId === "string" && Number.isInteger(attempt);
  },
  records: (event) => [event],
  readings: [
    { kind: "message", origin: ({ eventName }) => eventName, decode: (event) => new WorkloadSource(event) },
  ],
  context: {
    region: (_, { context }) => context.server?.region || undefined,
    requestId: (_, { context }) => context.requestId || undefined,
    waitUntil(promise, _, { context }) {
      if (!context.waitUntil) return false;
      context.waitUntil(promise);
    },
  },
  delays: () => true,
  rejects: () => true,
  settle([settled], call) {
    const { ErrorDoNotRetry, ErrorRetryAfterDelay } = call.nativeContext.errors;
    if (settled?.type === "reject")
      throw new ErrorDoNotRetry("[onefn/netlify] The event was rejected, and is dead-lettered.");
    if (settled?.type === "retry" && settled.after !== undefined) {
      if (settled.after > LONGEST_DELAY)
        call.log(
          "warn",
          `[onefn/netlify] retry: an event is delayed by at most ${LONGEST_DELAY} seconds, so one waits that long and no ` +
            "longer. Give a smaller `after`.",
        );
      // Without force, a delay below the event's schedule is ignored, and zero is ignored with it.
      throw new ErrorRetryAfterDelay({
        message: `[onefn/netlify] The event is delivered again after ${settled.after} seconds, as its handler asked.`,
        retryDelay: Math.max(1, Math.ceil(Math.min(settled.after, LONGEST_DELAY) * 1_000)),
        forceDelayTime: true,
      });
    }
    failTogether(settled ? [settled] : []);
  },
};
