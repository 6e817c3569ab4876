import { type Message, type MessageFunction, message } from "onefn";
import type { Order } from "../records/behaviour.js";
import type { RecordDefiner } from "../records/definer.js";

/** Messages carry their orders as JSON. */
export const messageDefiner: Required<RecordDefiner<Message>> = {
  kind: "message",
  one: ({ place, use = [], ...options }, handler) =>
    message(
      { ...options, ...(place !== undefined && { from: place }), as: "json", use },
      handler as MessageFunction["handler"] as () => void,
    ),
  batch: ({ place, use = [], ...options }, handler) =>
    message.batch(
      { ...options, ...(place !== undefined && { from: place }), as: "json", use },
      handler as MessageFunction["handler"] as () => void,
    ),
  order: ({ data }) => data as Order,
  attempt: ({ attempt }) => attempt,
};
