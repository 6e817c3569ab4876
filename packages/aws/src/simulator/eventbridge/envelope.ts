import { OnefnError } from "onefn";
import type { OutgoingEvent } from "onefn/simulator";
import { ACCOUNT, REGION } from "../account.js";
import { overridden } from "../sqs/record.js";

/** When and as what an event was put on a bus. */
export interface PutEvent {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** An event of a bus, as a rule passes it to a function. */
export interface BusEvent<Type extends string, Detail> {
  version: string;
  id: string;
  "detail-type": Type;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Detail;
}

/** The source of events whose sender names none. */
const SOURCE = "com.example.shop";

/**
 * An event as EventBridge passes it to a function.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for data that is not an object, which PutEvents refuses.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export function envelope(
  place: string,
  { data, source = SOURCE, subject, native = {} }: OutgoingEvent,
  { id, type, at }: PutEvent,
) {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/aws] ${place}: EventBridge refuses a detail that is not a JSON object. Put the value into an object.`,
    );
  }
  const event = {
    version: "0",
    id,
    "detail-type": type,
    source,
    account: ACCOUNT,
    // EventBridge leaves the milliseconds out.
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: subject === undefined ? [] : [subject],
    detail: data,
  };
  return overridden(event, native);
}
