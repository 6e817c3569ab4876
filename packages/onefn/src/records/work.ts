import { contextOf } from "../context/invocation-context.js";
import { ack, type Settled } from "../outcome.js";
import { handleTogether } from "./batch.js";
import { isBehind, noteFailure } from "./checkpoints.js";
import { type Delivery, isLate } from "./delivery.js";
import { type Lot, lotsOf } from "./lots.js";
import { refuse } from "./refusals.js";
import { pause, repeatsOf } from "./repeats.js";
import { functionFor, type Route } from "./routing.js";
import { failed, isFailure, isPassed, outcomeOf, unclaimed, worse } from "./settling.js";
import type { RecordSource } from "./source.js";
import { tell } from "./telling.js";
import { setAlarm } from "./time.js";

/**
 * Runs the functions, until all is done or an answer has to leave ahead of the deadline: what is not settled by then is
 * delivered again. Undefined: no handler waited, and all is done.
 */
export function run(delivery: Delivery): Promise<void> | undefined {
  // With no time at all, nothing is begun: what its handlers do would be done again. A margin does not count: if it is
  // more than all of the time, nothing would ever be done.
  if (delivery.call.remainingMs(0) === 0) {
    delivery.timeUp = true;
    return undefined;
  }
  let working = 1;
  let close: (() => void) | undefined;
  const done = () => {
    if (--working === 0) close?.();
  };
  for (const lot of lotsOf(delivery)) {
    for (let { workers } = lot; workers > 0; workers--) {
      const first = begin(delivery, lot);
      if (first === undefined) break;
      working++;
      work(delivery, lot, first, done);
    }
  }
  if (--working === 0) return undefined;
  return new Promise((resolve) => {
    close = () => {
      delivery.closed = true;
      callOff();
      resolve();
    };
    const callOff = setAlarm(delivery.call, () => {
      delivery.timeUp = true;
      close?.();
    });
  });
}

/** Handles one record after the other until none is left. */
async function work(delivery: Delivery, lot: Lot, first: number, done: () => void): Promise<void> {
  const { codec, call, records, routes, settled, failures } = delivery;
  try {
    for (let index: number | undefined = first; index !== undefined; index = next(delivery, lot, index)) {
      const route = routes[index];
      if (route?.only?.batch) {
        index = await handleTogether(delivery, lot, index);
        continue;
      }
      settled[index] = null;
      let one: RecordSource | undefined;
      let outcome: Settled | undefined;
      try {
        if (route) {
          const source = route.reading.decode(records[index], index, call);
          if (Array.isArray(source)) settled[index] = await handleAll(delivery, route, source, index);
          else {
            one = source as RecordSource;
            const output = handle(delivery, route, one);
            // To wait for what is there costs as much as half a record.
            outcome = outcomeOf(delivery, output && (await output), index, one);
          }
        } else settled[index] = unclaimed(delivery, index);
      } catch (error) {
        outcome = failed(delivery, error, index);
      }
      if (outcome)
        settled[index] =
          route && isFailure(outcome) ? await insist(delivery, route, one, index, outcome) : outcome;
      const told = codec.answer && tell(delivery, index);
      if (told) await told;
      if (failures) noteFailure(delivery, index);
    }
  } catch (error) {
    delivery.broken = error;
  }
  done();
}

function handle(delivery: Delivery, route: Route, source: RecordSource): unknown {
  const { call, codec } = delivery;
  const fn = functionFor(route, source);
  if (!fn) {
    // What the filters of a place's functions leave out is done.
    const { kind } = route.kind;
    return call.log(
      "debug",
      `[onefn] ${codec.trigger} record (id ${source.id}): no ${kind} function wants it.`,
    );
  }
  const { kind } = route;
  const data = kind.read?.(fn, source, call);
  const callWith = (read: unknown) =>
    fn.handler(kind.input(source, read, fn) as never, contextOf(call, source, fn));
  // A schema or a store may have answered when all is over: the record is delivered again, and must not be handled too.
  return data instanceof Promise
    ? data.then((read) => (delivery.closed ? undefined : callWith(read)))
    : callWith(data);
}

async function attempt(
  delivery: Delivery,
  route: Route,
  source: RecordSource,
  index: number,
): Promise<Settled> {
  try {
    return outcomeOf(delivery, await handle(delivery, route, source), index, source);
  } catch (error) {
    return failed(delivery, error, index);
  }
}

/**
 * What becomes of an input that was not handled: it is handled again here if the source would lose it, and then its
 * function decides.
 */
async function insist(
  delivery: Delivery,
  route: Route,
  source: RecordSource | undefined,
  index: number,
  outcome: Settled,
): Promise<Settled> {
  let settled = outcome;
  if (source) {
    for (const ms of repeatsOf(delivery)) {
      if (settled.type !== "retry" || !(await pause(delivery, ms))) break;
      settled = await attempt(delivery, route, source, index);
    }
  }
  const fn = source ? functionFor(route, source) : route.only;
  return refuse(delivery, fn, source, index, settled);
}

/**
 * The things that one record holds, one after the other; all are handled, and the worst outcome counts. Null when the time
 * is up before the last one has begun: the record is delivered again as a whole.
 */
async function handleAll(
  delivery: Delivery,
  route: Route,
  sources: readonly RecordSource[],
  index: number,
): Promise<Settled | null> {
  let worst: Settled = ack();
  for (const [at, source] of sources.entries()) {
    if (at > 0 && isLate(delivery)) return null;
    let settled = await attempt(delivery, route, source, index);
    if (isFailure(settled)) settled = await insist(delivery, route, source, index, settled);
    worst = worse(worst, settled);
  }
  return worst;
}

/** The next record that waits for no other; undefined when there is none, or no time. */
function begin(delivery: Delivery, lot: Lot): number | undefined {
  const { heads } = lot;
  let index: number | undefined;
  do {
    const at = lot.next++;
    index = heads ? heads[at] : at < delivery.records.length ? at : undefined;
  } while (index !== undefined && isBehind(delivery, index));
  if (index === undefined || isLate(delivery)) return undefined;
  delivery.begun = true;
  return index;
}

/** The record after this one. The first of a lane that is not done ends it: the rest is delivered again. */
function next(delivery: Delivery, lot: Lot, index: number): number | undefined {
  const inLane = delivery.lanes?.followers[index];
  const goesOn =
    inLane !== undefined && isPassed(delivery, index) && !isLate(delivery) && !isBehind(delivery, inLane);
  return goesOn ? inLane : begin(delivery, lot);
}
