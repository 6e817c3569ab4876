import type { CloudEvent } from "onefn";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { batchFunctions } from "./batch.js";
import { behave } from "./behaviour.js";
import { deadLetterFunctions } from "./dead-letters.js";
import type { RecordDefiner } from "./definer.js";
import { middlewareFunctions } from "./middleware.js";
import { slowFunctions } from "./slow.js";

/** The functions to which the cases of every record kind send, each with its own place. */
export function recordFunctions<Event extends CloudEvent>(definer: RecordDefiner<Event>) {
  const { one, batch, order, attempt } = definer;
  const obey = (event: Event, context: Parameters<Parameters<typeof one>[1]>[1]) =>
    behave(event, order(event), attempt(event), context);
  const count = counter();
  return {
    outcomes: one({ place: "contract-outcomes" }, obey),
    serial: one({ place: "contract-serial", concurrency: 1 }, obey),
    bounded: one({ place: "contract-bounded", concurrency: 3 }, async ({ id }, context) => {
      report(context, { id, running: count(context.requestId, 1) });
      await wait(5);
      count(context.requestId, -1);
    }),
    bulk: one({ place: "contract-bulk" }, (event) => {
      if (order(event).do === "error") throw new Error("failed as it was told");
    }),
    log: one({ place: "contract-log" }, (event, { log }) => {
      log.info(`handled ${order(event).n}`, { extra: 1 });
    }),
    deadline: one({ place: "contract-deadline" }, ({ id }, context) => {
      report(context, { id, hasDeadline: Number.isFinite(context.remainingMs()) });
    }),
    waitUntil: one({ place: "contract-wait-until" }, ({ id }, context) => {
      context.waitUntil(Promise.reject(new Error("lost")));
      context.waitUntil(wait(20).then(() => report(context, { later: id })));
    }),
    ...deadLetterFunctions(definer),
    ...middlewareFunctions(definer),
    ...slowFunctions(definer),
    ...(batch && batchFunctions({ ...definer, batch })),
  };
}

/** Counts running handlers of a delivery, and returns how many there are. */
function counter() {
  const running = new Map<string, number>();
  return (requestId: string, step: 1 | -1): number => {
    const now = (running.get(requestId) ?? 0) + step;
    running.set(requestId, now);
    return now;
  };
}
