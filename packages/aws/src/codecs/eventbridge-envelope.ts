import { asRecord } from "../native.js";
import { timeIn } from "./time.js";

/**
 * What EventBridge puts around an event.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export interface EventBridgeEvent {
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly time: string;
  readonly detail: unknown;
  readonly account?: unknown;
  readonly region?: unknown;
  readonly resources?: unknown;
  /** The name of the replay, if the event comes from an archive. Its id is that of the first delivery. */
  readonly "replay-name"?: unknown;
}

const TEXTS = ["id", "detail-type", "source", "time"];

/** Whether a value is an event of EventBridge. */
export function isEventBridgeEvent(value: unknown): value is EventBridgeEvent {
  const members = asRecord(value);
  return TEXTS.every((name) => typeof members[name] === "string") && "detail" in members;
}

/** What the envelope says of an event, whatever its kind. */
export class Enveloped {
  readonly event: EventBridgeEvent;
  readonly id: string;

  constructor(event: EventBridgeEvent) {
    this.event = event;
    this.id = event.id;
  }

  source(): string {
    return this.event.source;
  }
  type(): string {
    return this.event["detail-type"];
  }
  subject(): string | undefined {
    const { resources } = this.event;
    const [first] = Array.isArray(resources) ? resources : [];
    return typeof first === "string" ? first : undefined;
  }
  time(): Date | undefined {
    return timeIn(this.event.time);
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { account, region, resources, "replay-name": replayname } = this.event;
    return { account, region, resources, ...(replayname !== undefined && { replayname }) };
  }
}
