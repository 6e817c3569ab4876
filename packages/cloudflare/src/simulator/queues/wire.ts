import type { MessageWire } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { WorkerHost } from "../host.js";
import { deployQueues, queueResult } from "./broker.js";
import { storeMessage } from "./message.js";

/** Connects a host's Worker to queues, to which other Workers send messages. */
export function createQueuesWire(host: WorkerHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger: "queues",
    capabilities: capabilities.queues,
    result: queueResult,
    deploy: (load, options = {}) =>
      deployQueues(host, load, options, {
        trigger: "queues",
        accept(message, { to, index, count, now }) {
          const stored = storeMessage(`queues message ${index + 1} of ${count} for ${to}`, message, now);
          return { id: stored.id, stored };
        },
        dead: (place) => `${place}-dead`,
      }),
  };
}
