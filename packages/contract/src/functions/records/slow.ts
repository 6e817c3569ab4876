import { type CloudEvent, retry } from "onefn";
import { z } from "zod";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { busy } from "./behaviour.js";
import type { RecordDefiner } from "./definer.js";

/** A schema that computes as long as a busy handler. */
const Computed = z.unknown().refine(() => {
  busy(50);
  return true;
});

/** A schema that answers only after a batch with little time was answered. */
const Late = z.unknown().refine(() => wait(600).then(() => true));

/** Functions that take long before a handler runs, or ask for time after it. */
export function slowFunctions<Event extends CloudEvent>({ one, batch }: RecordDefiner<Event>) {
  /** The number of handler calls after {@link Late}: log lines after an invocation are lost. */
  let late = 0;
  return {
    late: one({ place: "contract-late", schema: Late }, () => void late++),
    lateCount: one({ place: "contract-late-count" }, ({ id }, context) => report(context, { id, late })),
    delayed: one({ place: "contract-delayed" }, () => retry({ after: 1 })),
    ...(batch && {
      lateBatch: batch({ place: "contract-late-batch", schema: Late }, () => void late++),
      computedBatch: batch({ place: "contract-computed-batch", schema: Computed }, (events, context) =>
        report(context, { batch: events.length }),
      ),
    }),
  };
}
