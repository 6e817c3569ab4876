import type { Invocation } from "../adapter/invocation.js";
import type { OnefnError } from "../errors.js";
import type { Settled } from "../outcome.js";
import type { AnyRecordCodec } from "../provider/codec.js";
import { type Lanes, lanesOf } from "./lanes.js";
import { lowestConcurrency } from "./lots.js";
import type { Route, Routing } from "./routing.js";
import { inHand } from "./settling.js";
import { isTimeUp } from "./time.js";

/** The records of one native event on their way through their functions. */
export interface Delivery {
  readonly codec: AnyRecordCodec;
  readonly call: Invocation;
  readonly records: readonly unknown[];
  /** The route of each record; undefined if no function claims it. */
  readonly routes: readonly (Route | undefined)[];
  /** The one route of all records; undefined if they have several. */
  readonly route: Route | undefined;
  readonly routing: Routing;
  readonly lanes: Lanes | undefined;
  /** The outcome of each record: null while it is being handled, undefined before. */
  readonly settled: (Settled | null | undefined)[];
  /**
   * The first failed record of each checkpoint. Some sources deliver everything after a failed record again, in every
   * lane; records that would certainly be handled twice are not started.
   */
  readonly failures: Map<string, number> | undefined;
  /** The records whose outcomes the source was told, and has not confirmed. */
  unheard?: Set<number>;
  /** The error for unclaimed records, created for the first one. */
  unclaimed?: OnefnError;
  begun: boolean;
  /** Whether the time was found to be up. */
  timeUp: boolean;
  /** When to ask the provider for the remaining time again. */
  askAt: number;
  /** Whether the answer was sent. */
  closed: boolean;
  /** Names the records that were started and are not done. */
  inHand(): string;
  /** An error that a codec threw where it must not throw. */
  broken?: unknown;
}

export function createDelivery(
  codec: AnyRecordCodec,
  call: Invocation,
  records: readonly unknown[],
  routing: Routing,
): Delivery {
  const { all: routes, shared: route } = routing.routesOf(records, call);
  const laneOf = codec.lanes?.(call, route?.concurrency ?? lowestConcurrency(routes));
  const delivery: Delivery = {
    codec,
    call,
    records,
    routes,
    route,
    routing,
    lanes: laneOf && lanesOf(laneOf, records),
    settled: [],
    failures: codec.checkpoint && new Map(),
    begun: false,
    timeUp: false,
    askAt: 0,
    closed: false,
    // Not a closure over the delivery: with one in each invocation, V8 takes much longer to collect them.
    inHand,
  };
  call.fn = routes[0]?.only;
  call.batch = delivery;
  return delivery;
}

/** Whether no further record may start: the answer was sent, or the time for more than the first record is up. */
export function isLate(delivery: Delivery, begun: boolean = delivery.begun): boolean {
  return delivery.closed || (begun && isTimeUp(delivery));
}
