import type { Capabilities } from "onefn/provider";
import {
  createBroker,
  type EventWire,
  type Fate,
  type Load,
  type NativeResult,
  type OutgoingEvent,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import type { HostOptions, RunningServer } from "../host.js";
import { type Answer, asJson } from "../push.js";
import { startReceiver } from "../receiver.js";
import { delivery, type EventGridDocument, published, TOPIC } from "./event.js";

/** Where events are sent to. */
export interface EventGridWay {
  readonly capabilities: Capabilities;
  start(load: Load, options: HostOptions): Promise<RunningServer>;
}

const { literal, object, record, string, union } = schema;

/** A status of 400 or 413 has Event Grid give up every event of the request. */
const deliveryResult: NativeResult = {
  schema: union(
    object({ status: literal(204), headers: record(string()), body: literal("") }),
    object({
      status: literal(401, 404, 413, 500),
      headers: record(string()),
      body: string(/^[\w ]*$/),
    }),
  ),
  wrong: [
    { status: 206, headers: {}, body: "" },
    { status: 204, headers: {}, body: "ok" },
    { status: 400, headers: {}, body: "" },
    { status: 302, headers: {}, body: "" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/** Milliseconds until Event Grid sends events again for the first time. */
const RETRY = 10_000;

/**
 * What Event Grid does with a status.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/delivery-and-retry#message-delivery-status
 */
function fateOf(status: number): Fate {
  if (status >= 200 && status <= 204) return "done";
  return status === 400 || status === 413 ? "dead" : "again";
}

/** Puts functions behind a subscription of Event Grid, several events a request. The place of an event is its type. */
export function createEventGridWire({ capabilities, start }: EventGridWay): EventWire {
  return {
    kind: "event",
    shape: "records",
    trigger: "event-grid",
    capabilities,
    result: deliveryResult,
    requests: true,
    async deploy(load, options = {}) {
      const { timeout: patience } = options;
      const { running, invoke } = await startReceiver(load, options, { start, write, patience });
      return createBroker<OutgoingEvent, EventGridDocument, EventGridDocument, Answer>({
        trigger: "event-grid",
        from: "onefn/server",
        running,
        options,
        batch: 5_000,
        unordered: true,
        delay: RETRY,
        accept(event, { to: type, now: at }) {
          const stored = published(event, { type, at });
          return { id: stored.id, stored };
        },
        record: ({ stored }) => stored,
        event: (events) => events,
        invoke,
        settle(answer, { length }) {
          const { status = 0 } = answer.nativeResult ?? {};
          return {
            fates: new Array<Fate>(length).fill(fateOf(status)),
            together: true,
            nativeResult: undefined,
            ...answer,
          };
        },
        dead: (place) => `${place}-dead`,
      });
    },
  };
}

/** What somebody else sends in place of events comes as JSON, whatever it is. */
function write(events: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const isOwn = Array.isArray(events) && events.some((each) => Object(each).topic === TOPIC);
  return isOwn ? delivery(events) : asJson(events);
}
