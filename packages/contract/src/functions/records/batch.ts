import { ack, type CloudEvent, type Outcome, reject, retry } from "onefn";
import { z } from "zod";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { busy } from "./behaviour.js";
import type { RecordDefiner } from "./definer.js";

const OUTCOMES: Readonly<Record<string, () => Outcome>> = {
  ack,
  retry,
  reject,
  "no-outcome": () => "ok" as never,
};

/** Functions that take the records of one delivery together. */
export function batchFunctions<Event extends CloudEvent>({
  batch: define,
  order: orderOf,
}: Required<RecordDefiner<Event>>) {
  return {
    batch: define({ place: "contract-batch" }, (events, context) => {
      const orders = events.map(orderOf);
      report(context, { batch: orders.map(({ n }) => n ?? null), ids: events.map(({ id }) => id) });
      if (orders.some((order) => order.do === "error")) throw new Error("failed as it was told");
      if (orders.some((order) => order.do === "text")) return "ok";
      if (orders.some((order) => order.do === "busy-hang")) {
        busy(450);
        return wait(20_000);
      }
      if (orders.some((order) => order.do === "hang")) return wait(20_000);
      const outcomes = new Map<Event, Outcome>();
      for (const [index, each] of events.entries()) {
        const outcome = OUTCOMES[orders[index]?.do ?? ""];
        if (outcome) outcomes.set(each, outcome());
        if (orders[index]?.do === "copy") outcomes.set({ ...each }, retry());
      }
      return outcomes;
    }),
    schemaBatch: define(
      { place: "contract-schema-batch", schema: z.object({ do: z.string() }) },
      (events, context) => report(context, { ids: events.map(({ id }) => id) }),
    ),
    quietBatch: define({ place: "contract-quiet-batch" }, async () => {}),
    quietBatchMiddleware: define(
      {
        place: "contract-quiet-batch-middleware",
        use: [
          async (_, __, next) => {
            await next();
          },
        ],
      },
      (events, context) => {
        report(context, { ids: events.map(({ id }) => id) });
        const failed = events.filter((each) => orderOf(each).do === "retry");
        return new Map(failed.map((each) => [each, retry()]));
      },
    ),
  };
}
