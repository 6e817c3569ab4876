import type { ChangeWire } from "onefn/simulator";
import { createRecordWire, newInvocation, settleAll } from "../triggered-wire.js";
import type { RpcTriggering, WorkerHost } from "../worker.js";
import { idOf, type RowChange, rowChange } from "./row-change.js";

/** Milliseconds after which the leases of rows that failed end, so that they are read again. */
const LEASE = 60_000;

interface StoredRow {
  readonly written: RowChange;
  /** Its primary key. */
  readonly row: string;
}

/** Azure's host in front of a worker, connected to tables. It tries a change five times by default, and then skips it. */
export function createSqlWire(workers: WorkerHost): ChangeWire {
  return createRecordWire<"change", StoredRow, RowChange>("change", workers, {
    trigger: "sql",
    adapt: { key: ["id"] },
    registration: () => ({ type: "sqlTrigger", place: { tableName: "dbo.simulated" } }),
    source: () => ({
      delay: LEASE,
      onePlace: true,
      accept(change) {
        const written = rowChange(change);
        return { id: idOf(change, written), stored: { written, row: JSON.stringify(change.key) } };
      },
      record: ({ stored }) => stored.written,
      event(changes, [first]): RpcTriggering {
        return {
          ...newInvocation(),
          place: { tableName: `dbo.${first?.place ?? "simulated"}` },
          data: { json: JSON.stringify(changes) },
          triggerMetadata: {},
        };
      },
      settle: (outcome, { length }) => settleAll(outcome, length, { after: LEASE }),
      // Of a row that has changed twice, the latest state is all that there is.
      lanes: ({ row }) => row,
      oneOfLane: true,
    }),
  });
}
