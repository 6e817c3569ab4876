import { createBroker, type MessageWire, type OutgoingMessage } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { invokeAsynchronously } from "../lambda/asynchronous.js";
import { startRecords } from "../lambda/start-records.js";
import { snsRecord, storeNotification } from "./notification.js";

/**
 * Connects a host's functions to topics that invoke them.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function createSnsWire(host: LambdaHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger: "sns",
    capabilities: capabilities.sns ?? {},
    result: { reason: "Lambda ignores the result of an asynchronous invocation." },
    async deploy(load, options = {}) {
      const running = await startRecords(host, load, options);
      return createBroker({
        trigger: "sns",
        from: "onefn/aws",
        running,
        options,
        ...invokeAsynchronously(running),
        accept(message: OutgoingMessage, { to, index, count, now: sentAt }) {
          const place = `sns message ${index + 1} of ${count} for ${to}`;
          const stored = storeNotification(place, message, { topic: to, subject: null, sentAt });
          return { id: stored.id, stored };
        },
        record: ({ stored }) => snsRecord(stored),
        event: (Records) => ({ Records }),
      });
    },
  };
}
