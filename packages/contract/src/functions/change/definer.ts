import { type Change, type ChangeFunction, change } from "onefn";
import type { Order } from "../records/behaviour.js";
import type { RecordDefiner } from "../records/definer.js";

/** The item after a change is the instruction for its handler. */
export const changeDefiner: RecordDefiner<Change> = {
  kind: "change",
  one: ({ place, use = [], ...options }, handler) =>
    change(
      { ...options, ...(place !== undefined && { table: place }), use },
      handler as ChangeFunction["handler"] as () => void,
    ),
  order: ({ after }) => after as Order,
  attempt: () => undefined,
};
