import type { StorageWire } from "onefn/simulator";
import { metadataOfOne } from "../rpc-metadata.js";
import { createRecordWire, newInvocation, settleAll } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { idOf, propertiesOf, type StoredBlob, storeBlob } from "./stored.js";

/** Milliseconds for which the host hides a blob while its function runs. */
const HIDDEN = 600_000;
/** Milliseconds after which a failed one is tried again. */
const POLL = 100;

/**
 * Azure's host in front of a worker, connected to containers. It keeps the blobs to handle in a queue of its own, and
 * tries each five times by default.
 */
export function createBlobWire(workers: WorkerHost): StorageWire {
  return createRecordWire<"storage", StoredBlob, StoredBlob>("storage", workers, {
    trigger: "blob",
    registration: () => ({ type: "blobTrigger", place: { path: "simulated/{name}" } }),
    source: () => ({
      batch: 1,
      unordered: true,
      delay: HIDDEN,
      accept(notification, { to, now, sequence }) {
        const stored = storeBlob(notification, { now, sequence });
        const id = idOf(to, stored);
        // It looks for blobs that were written, and never sees that one was deleted.
        return ["deleted", "archived", "test"].includes(notification.operation) ? { id } : { id, stored };
      },
      record: ({ stored }) => stored,
      event(blobs, [first]): RpcTriggering {
        const [blob] = blobs as readonly [StoredBlob];
        const container = first?.place ?? "simulated";
        return {
          ...newInvocation(),
          place: { path: `${container}/{name}` },
          data: { bytes: blob.content },
          triggerMetadata: metadataOfOne(propertiesOf(container, blob)),
        };
      },
      settle: (outcome, { length }) => settleAll(outcome, length, { after: POLL }),
      dead: () => "webjobs-blobtrigger-poison",
    }),
  });
}
