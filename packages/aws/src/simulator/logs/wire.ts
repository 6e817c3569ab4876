import { createBroker, type Delivery, type EventWire, type OutgoingEvent } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaAnswer, LambdaHost, LambdaInstance } from "../host.js";
import { invokeAsynchronously } from "../lambda/asynchronous.js";
import { startRecords } from "../lambda/start-records.js";
import { controlMessage, type LogLine, lineId, logLine, logsEvent } from "./batch.js";

/** CloudWatch Logs keeps lines in batches of up to this number. */
const BATCH = 10_000;

/**
 * Connects a host's functions to subscriptions of log groups. The place of a line is its log group. Before the first
 * line, CloudWatch Logs sends a control message, and sends no line if that fails.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export function createLogsWire(host: LambdaHost): EventWire {
  return {
    kind: "event",
    shape: "records",
    trigger: "logs",
    capabilities: capabilities.logs ?? {},
    result: { reason: "Lambda ignores the result of an asynchronous invocation." },
    async deploy(load, options = {}) {
      const running = await startRecords(host, load, options);
      const { settle, ...asynchronous } = invokeAsynchronously(running);
      const reach = reachable(running);
      return createBroker({
        trigger: "logs",
        from: "onefn/aws",
        running,
        options,
        ...asynchronous,
        batch: BATCH,
        onePlace: true,
        accept(event: OutgoingEvent, { to: group, index, count, now: at }) {
          const id = lineId(at);
          return { id, stored: logLine(`line ${index + 1} of ${count} for ${group}`, event, { id, at }) };
        },
        record: ({ stored }: Delivery<LogLine>) => stored,
        event: (lines, [{ place } = { place: "" }]) => logsEvent(lines, { group: place, stream: "main" }),
        invoke: async (event, deliveries, now) =>
          (await reach(now)) ?? asynchronous.invoke(event, deliveries, now),
        // Lambda repeats the event as it is.
        settle: (answer: LambdaAnswer, deliveries) => ({ ...settle(answer, deliveries), together: true }),
      });
    },
  };
}

/** Sends the control message once; the failed answer to it, or undefined. */
function reachable(running: LambdaInstance): (now: number) => Promise<LambdaAnswer | undefined> {
  let sent: Promise<LambdaAnswer> | undefined;
  return async (now) => {
    sent ??= invokeAsynchronously(running).invoke(controlMessage(now), [], now);
    const answer = await sent;
    return answer.kind === "result" ? undefined : answer;
  };
}
