import { type CloudEvent, type EventFunction, event } from "onefn";
import type { Order } from "../records/behaviour.js";
import type { RecordDefiner } from "../records/definer.js";

/** The data of an event is the instruction for its handler: JSON, or a text of JSON where a source has only texts. */
export const eventDefiner: RecordDefiner<CloudEvent> = {
  kind: "event",
  one: ({ place, use = [], ...options }, handler) =>
    event(
      { ...options, ...(place !== undefined && { type: place }), use },
      handler as EventFunction["handler"] as () => void,
    ),
  order: ({ data }) => (typeof data === "string" ? JSON.parse(data) : data) as Order,
  attempt: () => undefined,
};

/** The same for wires whose events all have one type: the place is the source. */
export const eventBySourceDefiner: RecordDefiner<CloudEvent> = {
  ...eventDefiner,
  one: ({ place, use = [], ...options }, handler) =>
    event(
      { ...options, ...(place !== undefined && { source: place }), use },
      handler as EventFunction["handler"] as () => void,
    ),
};
