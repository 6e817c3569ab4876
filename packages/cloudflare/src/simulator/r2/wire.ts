import { randomBytes } from "node:crypto";
import type { StorageWire } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { WorkerHost } from "../host.js";
import { deployQueues, queueResult } from "../queues/broker.js";
import { notificationBody } from "./notification.js";

/**
 * Connects a host's Worker to a queue to which buckets send their notifications. The places are buckets. The queue has
 * no dead-letter queue.
 * @see https://developers.cloudflare.com/r2/buckets/event-notifications/
 */
export function createR2Wire(host: WorkerHost): StorageWire {
  return {
    kind: "storage",
    shape: "records",
    trigger: "r2",
    capabilities: capabilities.r2,
    result: queueResult,
    deploy: (load, options = {}) =>
      deployQueues(host, load, options, {
        trigger: "r2",
        queue: "notifications",
        accept(notification, { to: bucket, index, count, now: at }) {
          const place = `r2 notification ${index + 1} of ${count} for ${bucket}`;
          const body = notificationBody(place, notification, { bucket, at });
          const stored = { id: randomBytes(16).toString("hex"), timestamp: new Date(at), body, native: {} };
          return { id: stored.id, stored };
        },
      }),
  };
}
