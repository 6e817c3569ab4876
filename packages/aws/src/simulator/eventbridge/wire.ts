import { randomUUID } from "node:crypto";
import { createBroker, type EventWire, type OutgoingEvent } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { invokeAsynchronously } from "../lambda/asynchronous.js";
import { startRecords } from "../lambda/start-records.js";
import { envelope } from "./envelope.js";

/**
 * Connects a host's functions to a bus with a rule for every event. The place of an event is its type.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 */
export function createEventBridgeWire(host: LambdaHost): EventWire {
  return {
    kind: "event",
    shape: "records",
    trigger: "eventbridge",
    capabilities: capabilities.eventbridge ?? {},
    result: { reason: "Lambda ignores the result of an asynchronous invocation." },
    async deploy(load, options = {}) {
      const running = await startRecords(host, load, options);
      return createBroker({
        trigger: "eventbridge",
        from: "onefn/aws",
        running,
        options,
        ...invokeAsynchronously(running),
        accept(event: OutgoingEvent, { to: type, index, count, now: at }) {
          const id = randomUUID();
          const place = `event ${index + 1} of ${count} of type ${type}`;
          return { id, stored: envelope(place, event, { id, type, at }) };
        },
        record: ({ stored }) => stored,
        event: ([event]) => event,
      });
    },
  };
}
