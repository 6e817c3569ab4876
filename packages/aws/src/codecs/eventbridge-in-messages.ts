import type { Reading, Trace } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { fromXRay } from "../trace.js";
import { BusEvent } from "./bus-event.js";
import { type EventBridgeEvent, isEventBridgeEvent } from "./eventbridge-envelope.js";
import type { SnsEvent, SnsRecord } from "./sns-topic.js";
import type { SqsEvent, SqsRecord } from "./sqs-queue.js";

/** The parsed messages: each is needed several times, to find its function and to read it. */
const found = new WeakMap<object, EventBridgeEvent | null>();

/** The event that a rule has sent to a queue or a topic, by itself or through a topic that wraps it. */
function busEventIn(record: object | null, text: unknown): EventBridgeEvent | null {
  if (!record) return null;
  let event = found.get(record);
  if (event === undefined) {
    const outer = parse(text);
    const inner = outer.Type === "Notification" ? parse(outer.Message) : outer;
    event = isEventBridgeEvent(inner) ? inner : null;
    found.set(record, event);
  }
  return event;
}

/** A text that does not name the type of an event is not parsed. */
function parse(text: unknown): Readonly<Record<string, unknown>> {
  if (typeof text !== "string" || !text.includes("detail-type")) return {};
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

/** An event in a message, with the message as its native record. */
class EventInMessage extends BusEvent {
  readonly message: object;

  constructor(event: EventBridgeEvent, message: object) {
    super(event);
    this.message = message;
  }

  override get record(): object {
    return this.message;
  }
  trace(): Trace | undefined {
    const { attributes } = this.message as Partial<SqsRecord>;
    return fromXRay(attributes?.AWSTraceHeader);
  }
}

/** Reads the text of a record as an event of a bus. An event that no event function takes is an ordinary message. */
function inText<Rec extends object, Native>(textOf: (record: Rec) => unknown) {
  const eventIn = (record: Rec | null) => busEventIn(record, record && textOf(record));
  return {
    kind: "event",
    yields: true,
    reads: (record) => eventIn(record) !== null,
    origin: (record) => eventIn(record)?.["detail-type"] ?? "a message that is not an event of EventBridge",
    decode: (record) => new EventInMessage(eventIn(record) as EventBridgeEvent, record as Rec),
  } satisfies Reading<Rec | null, Native, LambdaContext>;
}

/** A message of a queue as an event of a bus. */
export const busEventInSqs = inText<SqsRecord, SqsEvent>(({ body }) => body);

/** A message of a topic as an event of a bus. */
export const busEventInSns = inText<SnsRecord, SnsEvent>(({ Sns }) => Sns?.Message);
