import { LONGEST_TIMER } from "../adapter/timers.js";
import { OnefnError } from "../errors.js";
import { retry, type Settled } from "../outcome.js";
import type { Delivery } from "./delivery.js";
import { again, log, NAMED, placeOf } from "./settling.js";

/**
 * Tells the source an outcome at once, if it wants to know. If that fails, the record is delivered again. Undefined if
 * there is nothing to wait for: waiting costs as much as half a record.
 */
export function tell(delivery: Delivery, index: number): Promise<void> | undefined {
  const { codec, call, records, closed, settled } = delivery;
  if (!settled[index] || closed) return undefined;
  try {
    const told = codec.answer?.(records[index], settled[index], call);
    if (!told) return undefined;
    delivery.unheard ??= new Set();
    const { unheard } = delivery;
    unheard.add(index);
    return Promise.resolve(told).then(
      () => void unheard.delete(index),
      (error) => {
        unheard.delete(index);
        return untold(delivery, index, error);
      },
    );
  } catch (error) {
    return untold(delivery, index, error);
  }
}

function untold(delivery: Delivery, index: number, error: unknown): undefined {
  delivery.settled[index] = again(error);
  log(delivery, error, placeOf(delivery, index));
}

/** The codec's result for the outcomes so far. Records that are not done are delivered again. */
export function answer(delivery: Delivery): unknown {
  const { broken, call, codec, records, routes, settled, timeUp } = delivery;
  if (broken) throw broken;
  const unfinished = timeUp && records.filter((_, index) => !settled[index]).length;
  if (unfinished) {
    call.log(
      "error",
      `[onefn] ${call.nameOf()}: ${unfinished} of ${records.length} ${routes.find(Boolean)?.kind.words.inputs} were not ` +
        "done at the deadline and are delivered again. Give the function more time, or smaller batches.",
      { code: "ONEFN_DEADLINE" },
    );
  }
  if (timeUp) logUnheard(delivery);
  // A copy: handlers that are late still write their outcomes.
  const outcomes: Settled[] = [];
  for (let index = 0; index < records.length; index++)
    outcomes.push(settled[index] ?? { ...retry<never>(), unfinished: true });
  return codec.settle(outcomes, call, records);
}

/** Logs, when the time is up, which outcomes the source was told of and has not confirmed. */
function logUnheard(delivery: Delivery): void {
  const { call, codec, settled, unheard } = delivery;
  if (!unheard?.size) return;
  const calls = [...unheard].slice(0, NAMED).map((index) => {
    const outcome = settled[index] as Settled;
    return `${placeOf(delivery, index)}: ${codec.answerCall?.(outcome) ?? outcome.type}`;
  });
  call.log(
    "error",
    `[onefn] ${unheard.size} calls to the source had no answer at the deadline: ${calls.join(", ")}. It may deliver the ` +
      "records again. Check the connection to it, or give the function more time.",
    { code: "ONEFN_DEADLINE" },
  );
}

/**
 * The codec's result, for which it asks the source. If that has not answered when the time is over, the event fails, as
 * it would if the platform ended the function.
 *
 * @throws OnefnError ONEFN_DEADLINE
 */
export async function inTime({ call, codec }: Delivery, result: Promise<unknown>): Promise<unknown> {
  const left = call.remainingMs(0);
  if (left > LONGEST_TIMER) return result;
  let timer: unknown;
  const over = new Promise<never>((_, reject) => {
    const error = new OnefnError(
      "ONEFN_DEADLINE",
      `[onefn] ${call.nameOf()}: ${codec.trigger} had not answered at the deadline when the results of the batch were ` +
        "passed on. What it did not hear of is delivered again. Check the connection to it.",
    );
    timer = call.timers.setTimeout(() => {
      call.log("error", error.message, { code: error.code });
      reject(error);
    }, left);
  });
  try {
    return await Promise.race([result, over]);
  } finally {
    call.timers.clearTimeout(timer as never);
  }
}
