import { type ScheduleFunction, schedule, type Tick } from "onefn";
import type { RecordDefiner } from "../records/definer.js";
import { cronFor, orderAt, timeIn } from "./planned.js";

/** Schedule functions have the names of the other kinds' places, and expressions derived from their names. */
export const scheduleDefiner: RecordDefiner<Tick> = {
  kind: "schedule",
  one: ({ place, use = [] }, handler) =>
    schedule(
      { ...(place !== undefined && { name: place, cron: cronFor(place) }), use },
      handler as ScheduleFunction["handler"] as () => void,
    ),
  order: ({ scheduledAt, id }) => orderAt(scheduledAt ?? timeIn(id)),
  attempt: () => undefined,
};
