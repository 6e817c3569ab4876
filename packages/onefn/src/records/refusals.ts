import { contextOf } from "../context/invocation-context.js";
import { ack, type Settled } from "../outcome.js";
import type { Delivery } from "./delivery.js";
import type { RecordFunction } from "./function.js";
import type { Route } from "./routing.js";
import { again, log, placeOf } from "./settling.js";
import type { RecordSource } from "./source.js";

/**
 * Whether the function decides what becomes of a record: it was rejected, and the source cannot refuse it on demand; or
 * it failed at its last attempt, and the source would lose it.
 */
function isLost({ codec, call, records }: Delivery, index: number, { type }: Settled): boolean {
  return type === "reject"
    ? !codec.rejects?.(call)
    : type === "retry" && (codec.lastAttempt?.(records[index], call) ?? false);
}

/**
 * The outcome of a record that was not handled, by its function's `deadLetter` and `rejected`. Called before lanes and
 * checkpoints look at it.
 *
 * @param source undefined if the record could not be decoded at all.
 */
export async function refuse(
  delivery: Delivery,
  fn: RecordFunction | undefined,
  source: RecordSource | undefined,
  index: number,
  settled: Settled,
): Promise<Settled> {
  const { call, routes } = delivery;
  // After the answer, nobody hears of an acknowledgement: the record is delivered again.
  if (!fn || delivery.closed || !isLost(delivery, index, settled)) return settled;
  const { kind } = routes[index] as Route;
  const reason = settled.type === "reject" ? settled.reason : undefined;
  const place = placeOf(delivery, index);
  if (fn.deadLetter && source) {
    try {
      const input = kind.input(source, kind.unread?.(source), fn);
      await fn.deadLetter(input as never, { reason, error: settled.error }, contextOf(call, source, fn));
      call.log("warn", `[onefn] ${place}: \`deadLetter\` took the ${kind.kind}, which is acknowledged.`);
      return ack();
    } catch (error) {
      log(delivery, error, `${place}: deadLetter`);
      return again(error);
    }
  }
  if (settled.type !== "reject" || fn.rejected !== "acknowledge") return settled;
  call.log("error", `[onefn] ${place}: the rejected ${kind.kind} is acknowledged, and so it is lost.`, {
    code: "ONEFN_REJECTED",
  });
  return ack();
}
