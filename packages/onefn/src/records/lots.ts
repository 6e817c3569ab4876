import type { Delivery } from "./delivery.js";
import type { Route } from "./routing.js";

/** Records of a delivery that are handled by the same workers. */
export interface Lot {
  /** The first record of each lane. Undefined: all records, because none waits for another. */
  readonly heads: readonly number[] | undefined;
  /** The index in `heads` from which the next worker takes. */
  next: number;
  readonly workers: number;
  /** Whether there are lanes that several functions share. */
  readonly mixed: boolean;
}

/**
 * One lot for each function. If functions share a lane, all records are one lot, so that the lane stays in sequence and
 * no function exceeds its `concurrency`.
 */
export function lotsOf({ route, routes, lanes }: Delivery): readonly Lot[] {
  if (route) return [lotOf(route.concurrency, lanes?.heads, routes.length)];
  const heads = lanes?.heads ?? [...routes.keys()];
  const byOwner = new Map<unknown, number[]>();
  for (const head of heads) {
    const owner = routes[head]?.functions;
    const own = byOwner.get(owner) ?? [];
    own.push(head);
    byOwner.set(owner, own);
    for (let next = lanes?.followers[head]; next; next = lanes?.followers[next])
      if (routes[next]?.functions !== owner)
        return [lotOf(lowestConcurrency(routes), heads, heads.length, true)];
  }
  return [...byOwner.values()].map((own) => lotOf(workersOf(routes[own[0] as number]), own, own.length));
}

function lotOf(
  concurrency: number,
  heads: readonly number[] | undefined,
  records: number,
  mixed = false,
): Lot {
  return { heads, next: 0, workers: Math.min(concurrency, heads?.length ?? records), mixed };
}

/** The lowest concurrency of the functions that share an event. */
export function lowestConcurrency(routes: readonly (Route | undefined)[]): number {
  return Math.min(...routes.map(workersOf));
}

/** Records that no function claims do not have to wait. */
function workersOf(route: Route | undefined): number {
  return route?.concurrency ?? Number.POSITIVE_INFINITY;
}
