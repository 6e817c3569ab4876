import { contextOf } from "../context/invocation-context.js";
import { OnefnError } from "../errors.js";
import { retry } from "../outcome.js";
import { isBehind, noteFailure } from "./checkpoints.js";
import { type Delivery, isLate } from "./delivery.js";
import type { RecordFunction } from "./function.js";
import type { Lot } from "./lots.js";
import { refuse } from "./refusals.js";
import { pause, repeatsOf } from "./repeats.js";
import type { Route } from "./routing.js";
import { again, failed, isFailure, isPassed, log, outcomeOf, worse } from "./settling.js";
import type { RecordSource } from "./source.js";
import { tell } from "./telling.js";

type Inputs = Map<unknown, number>;

/**
 * Hands a batch function all of its records, and where it shares a lane, those that follow each other.
 *
 * @returns the last of them.
 */
export async function handleTogether(delivery: Delivery, lot: Lot, first: number): Promise<number> {
  const fn = delivery.routes[first]?.only as RecordFunction;
  const indexes = runOf(fn, delivery, lot, first);
  const inputs = await inputsOf(delivery, fn, indexes);
  if (inputs && !isLate(delivery, indexes.length > 1)) {
    if (inputs.size > 0) await callUntilDone(delivery, fn, inputs);
    await settleRun(delivery, fn, indexes);
  }
  return indexes.at(-1) as number;
}

/** Refuses in the order of lanes. The source is told several outcomes at a time: a batch may have 10,000. */
async function settleRun(delivery: Delivery, fn: RecordFunction, indexes: readonly number[]): Promise<void> {
  const untold = new Set<Promise<void>>();
  for (const index of indexes) {
    await refuseHere(delivery, fn, index);
    holdBack(delivery, index);
    const telling = delivery.codec.answer && tell(delivery, index);
    if (!telling) continue;
    untold.add(telling);
    void telling.then(() => untold.delete(telling));
    if (untold.size >= fn.concurrency) await Promise.race(untold);
  }
  await Promise.all(untold);
}

function runOf(fn: RecordFunction, delivery: Delivery, lot: Lot, first: number): number[] {
  const isOwn = (index: number) => delivery.routes[index]?.only === fn;
  if (!lot.mixed) {
    lot.next = Number.POSITIVE_INFINITY;
    return [...delivery.records.keys()].filter(isOwn);
  }
  const run: number[] = [];
  for (let index: number | undefined = first; index !== undefined && isOwn(index); ) {
    run.push(index);
    index = delivery.lanes?.followers[index];
  }
  return run;
}

/** What the handler gets. A record that cannot be decoded fails alone. Undefined when the time is up. */
async function inputsOf(
  delivery: Delivery,
  fn: RecordFunction,
  indexes: readonly number[],
): Promise<Inputs | undefined> {
  const { call, records, routes, settled } = delivery;
  const inputs: Inputs = new Map();
  for (const index of indexes) {
    if (isLate(delivery, index !== indexes[0])) return undefined;
    if (isBehind(delivery, index)) settled[index] = retry();
    if (!settled[index]) {
      settled[index] = null;
      try {
        const { reading, kind } = routes[index] as Route;
        const sources = [reading.decode(records[index], index, call)].flat() as RecordSource[];
        for (const source of sources)
          inputs.set(kind.input(source, await kind.read?.(fn, source, call), fn), index);
      } catch (error) {
        settled[index] = failed(delivery, error, index);
        await refuseHere(delivery, fn, index);
        noteFailure(delivery, index);
      }
    }
    holdBack(delivery, index);
  }
  return inputs;
}

/** Calls the handler, and where the source would lose what failed, again with that and what follows it in its lane. */
async function callUntilDone(delivery: Delivery, fn: RecordFunction, inputs: Inputs): Promise<void> {
  await call(delivery, fn, inputs);
  for (const ms of repeatsOf(delivery)) {
    const open = notDone(delivery, inputs);
    if (open.size === 0 || !(await pause(delivery, ms))) return;
    for (const index of open.values()) delivery.settled[index] = null;
    await call(delivery, fn, open);
  }
}

function notDone({ lanes, settled }: Delivery, inputs: Inputs): Inputs {
  const open: Inputs = new Map();
  const behind = new Set<number | undefined>();
  for (const [input, index] of inputs) {
    if (settled[index]?.type !== "retry" && !behind.has(index)) continue;
    open.set(input, index);
    behind.add(lanes?.followers[index]);
  }
  return open;
}

/** Lets the function decide what becomes of a record that failed. */
async function refuseHere(delivery: Delivery, fn: RecordFunction, index: number): Promise<void> {
  const { call, records, routes, settled } = delivery;
  const outcome = settled[index];
  if (!outcome || !isFailure(outcome) || !(fn.deadLetter || fn.rejected === "acknowledge")) return;
  let source: RecordSource | undefined;
  try {
    source = [(routes[index] as Route).reading.decode(records[index], index, call)].flat()[0];
  } catch {
    // A record that cannot be decoded has no source.
  }
  settled[index] = await refuse(delivery, fn, source, index, outcome);
}

async function call(delivery: Delivery, fn: RecordFunction, inputs: Inputs): Promise<void> {
  const { call, settled } = delivery;
  try {
    const output = await fn.handler([...inputs.keys()] as never, contextOf(call, undefined, fn));
    // What is missing from the Map is acknowledged: a failure under a key that nobody looks up would be lost.
    if (
      output !== undefined &&
      !(output instanceof Map && [...output.keys()].every((key) => inputs.has(key)))
    )
      throw new OnefnError(
        "ONEFN_OUTCOME_INVALID",
        "the handler returned no Map by its messages. Use the messages themselves as keys, not ids or copies, or " +
          "return nothing.",
      );
    for (const [input, index] of inputs)
      settled[index] = worse(settled[index], outcomeOf(delivery, output?.get(input), index));
  } catch (error) {
    for (const index of inputs.values()) settled[index] = again(error);
    log(delivery, error, `${call.nameOf(fn)}: the batch of ${inputs.size} messages`);
  }
}

/** What follows a failure in its lane does not overtake it: it is delivered again, whatever its handler said. */
function holdBack(delivery: Delivery, index: number): void {
  const { lanes, settled } = delivery;
  const follower = lanes?.followers[index];
  if (follower !== undefined && settled[index] && !isPassed(delivery, index)) settled[follower] = retry();
}
