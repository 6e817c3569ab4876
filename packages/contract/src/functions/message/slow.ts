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

/** Functions that take their time before a handler runs, or ask for time after it. */
export const slowFunctions = {
  computedBatch: message.batch({ from: "contract-computed-batch", schema: Computed }, (messages, context) =>
    report(context, { batch: messages.length }),
  ),
  late: message({ from: "contract-late", schema: Late }, ({ id }, context) => report(context, { id })),
  lateBatch: message.batch({ from: "contract-late-batch", schema: Late }, (messages, context) =>
    report(context, { batch: messages.length }),
  ),
  delayed: message({ from: "contract-delayed" }, () => retry({ after: 1 })),
};
