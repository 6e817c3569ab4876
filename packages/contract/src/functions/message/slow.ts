import { message, retry } from "onefn";
import { z } from "zod";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { busy } from "./behaviour.js";

/** A schema that computes for as long as a handler that is busy. */
const Computed = z.unknown().refine(() => {
  busy(50);
  return true;
});

/** A schema that answers when a batch with little time has been answered. */
const Late = z.unknown().refine(() => wait(600).then(() => true));

/** How many handlers were called behind {@link Late}: nobody reads what a handler logs after its invocation is over. */
let late = 0;

/** Functions that take their time before a handler runs, or ask for time after it. */
export const slowFunctions = {
  computedBatch: message.batch({ from: "contract-computed-batch", schema: Computed }, (messages, context) =>
    report(context, { batch: messages.length }),
  ),
  late: message({ from: "contract-late", schema: Late }, () => void late++),
  lateBatch: message.batch({ from: "contract-late-batch", schema: Late }, () => void late++),
  lateCount: message({ from: "contract-late-count" }, ({ id }, context) => report(context, { id, late })),
  delayed: message({ from: "contract-delayed" }, () => retry({ after: 1 })),
};
