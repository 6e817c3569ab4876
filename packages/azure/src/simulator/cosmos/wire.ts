import type { ChangeWire } from "onefn/simulator";
import { retryContextOf, settleWithPolicy } from "../retry-policy.js";
import { createRecordWire, newInvocation } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { anyVersion, type FeedItem, idOf, latestVersion } from "./feed.js";

/** The modes of the feed, and the order in which functions are asked to handle it. */
const TRIGGERS = {
  cosmos: { mode: "LatestVersion", order: undefined },
  "cosmos-all-versions": { mode: "AllVersionsAndDeletes", order: "key" },
} as const;

const DEFAULT_ATTEMPTS = 3;
/** Milliseconds after which another instance would take the partition over. */
const LEASE = 60_000;
const DATABASE = "shop";

/** Azure's host in front of a worker, connected to containers of one partition, with a retry policy. */
export function createCosmosWire(trigger: keyof typeof TRIGGERS, workers: WorkerHost): ChangeWire {
  const { mode, order } = TRIGGERS[trigger];
  return createRecordWire<"change", FeedItem, FeedItem>("change", workers, {
    trigger,
    ...(order && { adapt: { order } }),
    registration: ({ maxAttempts = DEFAULT_ATTEMPTS }) => ({
      type: "cosmosDBTrigger",
      place: { databaseName: DATABASE, containerName: "simulated" },
      changeFeedMode: mode,
      retries: maxAttempts - 1,
    }),
    source: (_, { maxAttempts = DEFAULT_ATTEMPTS }) => ({
      delay: LEASE,
      onePlace: true,
      accept(change, made) {
        const stored = (mode === "LatestVersion" ? latestVersion : anyVersion)(change, made);
        return stored ? { id: idOf(stored), stored } : { id: `unseen ${made.sequence}` };
      },
      record: ({ stored }) => stored,
      event(items, deliveries): RpcTriggering {
        return {
          ...newInvocation(),
          ...retryContextOf(deliveries, maxAttempts - 1),
          place: { databaseName: DATABASE, containerName: deliveries[0]?.place ?? "simulated" },
          data: { json: JSON.stringify(items) },
          triggerMetadata: {},
        };
      },
      settle: (outcome, { length }) => settleWithPolicy(outcome, length),
      lanes: () => "partition",
    }),
  });
}
