import { OnefnError } from "../errors.js";
import { failureOf } from "../failure.js";
import { ack, isOutcome, reject, retry, type Settled } from "../outcome.js";
import type { Delivery } from "./delivery.js";
import type { RecordFunction } from "./function.js";
import { functionFor, type Route } from "./routing.js";
import type { RecordSource } from "./source.js";

/**
 * The outcome of a record, from its handler's output.
 *
 * @param source what the handler received. Absent: a function that has no filters handled it.
 */
export function outcomeOf(
  delivery: Delivery,
  output: unknown,
  index: number,
  source?: RecordSource,
): Settled {
  const { kind } = delivery.routes[index] as Route;
  // After the answer, nobody reads a value: its handler may not even have been called.
  if (kind.outcome && source && !delivery.closed) return kind.outcome(output, source);
  if (output === undefined) return ack();
  if (!isOutcome(output)) {
    const invalid = new OnefnError(
      "ONEFN_OUTCOME_INVALID",
      "the handler returned no outcome. Return nothing, ack(), retry() or reject().",
    );
    return failed(delivery, invalid, index);
  }
  const { call, codec, routes, routing } = delivery;
  if (output.type === "reject") {
    const { reason } = output;
    call.log("warn", `${placeOf(delivery, index)}: rejected${reason ? `: ${reason}` : ""}.`);
  } else if (output.type === "retry" && output.after && !codec.delays?.(call)) {
    const route = routes[index] as Route;
    const fn = (source ? functionFor(route, source) : route.only) as RecordFunction;
    // Once for each function, not for each of its records.
    if (!routing.warned.has(fn))
      call.log(
        "warn",
        `[onefn] ${call.nameOf(fn)}: retry({ after }) has no effect on ${codec.trigger}, which ` +
          "cannot delay one record. Set the delay at the source instead.",
        { code: "ONEFN_NO_DELAY" },
      );
    routing.warned.add(fn);
  }
  return output;
}

/** A record with bad data can never succeed, so it is rejected. One whose handler threw is delivered again. */
export function failed(delivery: Delivery, error: unknown, index: number): Settled {
  const code = log(delivery, error, placeOf(delivery, index));
  // ONEFN_MESSAGE_UNDECODABLE and ONEFN_MESSAGE_INVALID.
  return BAD_DATA.test(code) ? { ...reject<never>(), error } : again(error);
}

/** An unclaimed record is delivered again, so that it is not lost. The log has one line for all of them. */
export function unclaimed(delivery: Delivery, index: number): Settled {
  const { call, records, routing } = delivery;
  if (!delivery.unclaimed) {
    const error = routing.unclaimed(records[index], call);
    delivery.unclaimed = error;
    call.log("error", error.message, { code: error.code, error });
  }
  return again(delivery.unclaimed);
}

/** Logs a failure, and returns its code. */
export function log({ call }: Delivery, error: unknown, place: string): string {
  const { code, reason } = failureOf(error, {
    code: "ONEFN_HANDLER_FAILED",
    reason: `the handler threw a value of type ${typeof error}`,
  });
  call.log("error", `[onefn] ${place}: ${reason}`, { code, error });
  return code;
}

/** Whether the next record of a lane may start: this one is done, or is never delivered again. */
export function isPassed({ codec, call, records, settled }: Delivery, index: number): boolean {
  const type = settled[index]?.type;
  if (!type) return false;
  if (type === "reject" && codec.rejects?.(call)) return true;
  return type === "ack" || type === "drop" || (codec.lastAttempt?.(records[index], call) ?? false);
}

/** The maximum number of records that a log line names. A batch may hold 10,000. */
export const NAMED = 10;

/** The names of the records that were started and are not done, as many as fit into a log line. */
export function inHand(this: Delivery): string {
  return [...this.settled.keys()]
    .filter((index) => this.settled[index] === null)
    .slice(0, NAMED)
    .map((index) => placeOf(this, index))
    .join(", ");
}

/** Names a record in a log line. */
export function placeOf(delivery: Delivery, index: number): string {
  const { call, codec, records, routes } = delivery;
  const route = routes[index];
  let id = "unknown";
  try {
    id = [route?.reading.decode(records[index], index, call)].flat()[0]?.id ?? id;
  } catch {
    // A record that cannot be decoded has no id.
  }
  return `${call.nameOf(route?.only)}: ${codec.trigger} record ${index + 1} of ${records.length} (id ${id})`;
}

/**
 * The worse of two outcomes of one record. A success does not hide a failure, and a retry beats a rejection: a rejected
 * part is delivered and rejected again, so nothing is lost. From best to worst, the names are in alphabetical order:
 * ack, drop, reject, retry.
 */
export function worse(a: Settled | null | undefined, b: Settled): Settled {
  return a && a.type > b.type ? a : b;
}

/** Whether a record was not handled. */
export function isFailure({ type }: Settled): boolean {
  return type === "retry" || type === "reject";
}

/** The outcome of a record that is delivered again because of an error. */
export function again(error: unknown): Settled {
  return { ...retry<never>(), error };
}

const BAD_DATA = /^ONEFN_MESSAGE_(?:UNDECODABLE|INVALID)$/;
