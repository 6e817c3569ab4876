import { type ChangeWire, createBroker, type OutgoingChange } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { settleTogether } from "../lambda/deliver.js";
import { eventSourceMapping } from "../lambda/event-source-mapping.js";
import { startRecords } from "../lambda/start-records.js";
import { BACKOFF } from "../streams/order.js";
import { documentdbEvent, storeDocumentChange } from "./change.js";

/** Bytes around the changes in an event's JSON. */
const EVENT_FRAME = 256;

/**
 * Connects a host's functions to the change stream of a cluster, whose places are collections. Lambda repeats a batch
 * until it succeeds; here the option `maxAttempts` ends that.
 * @see https://docs.aws.amazon.com/documentdb/latest/developerguide/using-lambda.html
 */
export function createDocumentdbWire(host: LambdaHost): ChangeWire {
  return {
    kind: "change",
    shape: "records",
    trigger: "documentdb",
    capabilities: capabilities.documentdb ?? {},
    result: { reason: "Lambda reads no result of a change stream, only whether the invocation failed." },
    async deploy(load, options = {}) {
      const running = await startRecords(host, load, options);
      return createBroker({
        ...eventSourceMapping(running, EVENT_FRAME),
        trigger: "documentdb",
        options,
        delay: BACKOFF,
        accept(change: OutgoingChange, { to: collection, index, count, now: at, sequence }) {
          const place = `documentdb change ${index + 1} of ${count} for ${collection}`;
          const stored = storeDocumentChange(place, change, { collection, database: "shop", at, sequence });
          return { id: stored.id, stored };
        },
        record: ({ stored }) => stored.event,
        event: (changes) => documentdbEvent(changes),
        settle(answer, deliveries) {
          const again = deliveries.map(() => "again" as const);
          return { ...settleTogether(answer, again), together: answer.kind !== "result" };
        },
        lanes: () => "stream",
      });
    },
  };
}
