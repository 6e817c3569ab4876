import { type CloudEvent, type DeadLetter, OnefnError, reject } from "onefn";
import { report } from "../report.js";
import { behave } from "./behaviour.js";
import type { RecordDefiner } from "./definer.js";

/** Reports what it was given, as a function would that moves dead letters to a place of its own. */
export const reportDeadLetter: DeadLetter<CloudEvent> = async ({ id, data }, { reason, error }, context) => {
  report(context, {
    moved: id,
    data:
      data instanceof Uint8Array ? new TextDecoder().decode(data) : typeof data === "string" ? data : null,
    reason: reason ?? null,
    code: error instanceof OnefnError ? error.code : error instanceof Error ? error.message : null,
  });
};

const failing: DeadLetter<CloudEvent> = async () => {
  throw new Error("the dead letters are full");
};

/** Functions that say what becomes of records that nobody can handle. */
export function deadLetterFunctions<Event extends CloudEvent>({
  one,
  batch,
  order,
  attempt,
}: RecordDefiner<Event>) {
  const obey = (event: Event, context: Parameters<Parameters<typeof one>[1]>[1]) =>
    behave(event, order(event), attempt(event), context);
  return {
    acknowledgesRejected: one({ place: "contract-acknowledges-rejected", rejected: "acknowledge" }, obey),
    deadLetters: one({ place: "contract-dead-letters", deadLetter: reportDeadLetter }, obey),
    fullDeadLetters: one({ place: "contract-full-dead-letters", deadLetter: failing }, obey),
    ...(batch && {
      deadLetterBatch: batch(
        { place: "contract-dead-letter-batch", deadLetter: reportDeadLetter },
        (events) =>
          new Map(events.flatMap((each) => (order(each).do === "reject" ? [[each, rejection]] : []))),
      ),
    }),
  };
}

const rejection = reject({ reason: "as it was told" });
