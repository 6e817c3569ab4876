import { ack, type Message, message, type Outcome, reject, retry } from "onefn";
import { z } from "zod";
import { lackingInContext, lackingInMessage } from "../copies.js";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { busy, type Order } from "./behaviour.js";

const OUTCOMES: Readonly<Record<string, () => Outcome>> = {
  ack,
  retry,
  reject,
  "no-outcome": () => "ok" as never,
};

/** Functions that take the messages of one delivery together. */
export const batchFunctions = {
  batch: message.batch({ from: "contract-batch", as: "json" }, (messages, context) => {
    const orders = messages.map((each) => each.data as Order);
    report(context, { batch: orders.map(({ n }) => n ?? null), ids: messages.map(({ id }) => id) });
    if (orders.some((order) => order.do === "error")) throw new Error("failed as it was told");
    if (orders.some((order) => order.do === "text")) return "ok" as never;
    if (orders.some((order) => order.do === "busy-hang")) {
      busy(450);
      return wait(20_000) as never;
    }
    if (orders.some((order) => order.do === "hang")) return wait(20_000) as never;
    const outcomes = new Map<Message, Outcome>();
    for (const [index, each] of messages.entries()) {
      const outcome = OUTCOMES[orders[index]?.do ?? ""];
      if (outcome) outcomes.set(each, outcome());
      if (orders[index]?.do === "copy") outcomes.set({ ...each }, retry());
    }
    return outcomes;
  }),
  schemaBatch: message.batch(
    { from: "contract-schema-batch", schema: z.object({ do: z.string() }) },
    (messages, context) => report(context, { ids: messages.map(({ id }) => id) }),
  ),
  copiedBatch: message.batch({ from: "contract-copied-batch" }, (messages, context) => {
    report(context, {
      id: messages[0]?.id,
      lacking: [...messages.map(lackingInMessage), lackingInContext(context)],
    });
  }),
  quietBatch: message.batch({ from: "contract-quiet-batch" }, async () => {}),
};
