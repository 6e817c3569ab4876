import type { CloudEvent } from "onefn";
import { report } from "../report.js";
import type { RecordDefiner } from "./definer.js";

/** Deployables that show which function receives the records of a place. */
export function claimFunctions<Event extends CloudEvent>({ one }: RecordDefiner<Event>) {
  const claimed = one({ place: "contract-claimed" }, ({ id }, context) => report(context, { claimed: id }));
  const rest = one({}, ({ id }, context) => report(context, { rest: id }));
  return {
    /** One function that claims its place. */
    claimed,
    /** The same with one that takes all unclaimed places. */
    catchAll: { claimed, rest },
  };
}
