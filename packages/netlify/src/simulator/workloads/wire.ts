import {
  createBroker,
  type DocumentedResult,
  type Fate,
  type MessageWire,
  type OutgoingMessage,
  schema,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { AsyncWorkloadEvent } from "../../workloads/library.js";
import { handedOver, type StoredEvent, storeEvent } from "./event.js";
import type { HandledEvent, WorkloadHost } from "./host.js";
import { scheduleOf, type WorkloadResult } from "./library.js";

/** Milliseconds. A workload has 26.5 s, or 15 minutes in the background. */
const DEFAULT_TIMEOUT = 26_500;

const { integer, literal, object, optional, union } = schema;

/** What the library understands: it rounds nothing, and waits for a year at most. */
const result: DocumentedResult = {
  schema: union(
    object({ outcome: literal("done", "dead") }),
    object({ outcome: literal("retry"), delay: optional(integer(1, 31_556_952_000)) }),
  ),
  wrong: [
    undefined,
    { outcome: "retried" },
    { outcome: "done", delay: 1 },
    { outcome: "retry", delay: 0 },
    { outcome: "retry", delay: 0.5 },
  ],
};

/** Puts functions behind Netlify's Async Workloads. */
export function createWorkloadsWire(host: WorkloadHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger: "async-workloads",
    capabilities: capabilities["async-workloads"] ?? {},
    result,
    async deploy(load, options = {}) {
      const { adapt, timeout = DEFAULT_TIMEOUT } = options;
      const running = host.start(load, { adapt });
      return createBroker<OutgoingMessage, StoredEvent, AsyncWorkloadEvent, HandledEvent>({
        trigger: "async-workloads",
        from: "onefn/netlify",
        running,
        options,
        batch: 1,
        delay: scheduleOf(0),
        unordered: true,
        accept(message, { to, index, count }) {
          const stored = storeEvent(`async-workloads event ${index + 1} of ${count} for ${to}`, message);
          return { id: stored.id, stored };
        },
        record: ({ stored, place, attempt }) => handedOver(place, stored, attempt - 1),
        event: ([event]) => event,
        invoke: (event, [delivery]) => running.handle(event, (delivery?.attempt ?? 1) - 1, timeout),
        settle: ({ result, error }, [delivery]) => ({
          fates: [fateOf(result, (delivery?.attempt ?? 1) - 1)],
          nativeResult: result,
          ...(error !== undefined && { error }),
        }),
        // Dead-lettered events are kept in a store of their own.
        dead: (place) => `${place}-dead`,
      });
    },
  };
}

function fateOf(result: WorkloadResult, attempt: number): Fate {
  if (result.outcome !== "retry") return result.outcome;
  return { after: result.delay ?? scheduleOf(attempt) };
}
