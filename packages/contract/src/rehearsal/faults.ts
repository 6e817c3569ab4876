import type { Expiry, Wire } from "onefn/simulator";
import type { AnyRecordWire } from "./casts.js";

/** What can go wrong, by its name, and what it means. */
export const FAULTS = {
  delay: "a record reaches its broker later, and those after it wait behind it",
  reorder: "a record overtakes another, where the broker keeps no order between them",
  slow: "the dependencies of the functions take seconds to answer",
  throttle: "records are delivered, but the function is not called; they come again",
  crash: "the process ends in the middle of a batch, and nothing that it did is told; the batch comes again",
  duplicate: "a record is handled, but its broker does not hear so, and delivers it again",
  deadline: "a handler does not end before the deadline",
  parallel:
    "while a handler waits for an answer, another process handles other records, of other keys where the broker keeps order",
  expiry:
    "the time for which its broker hides a record expires while it is handled; another process handles it meanwhile",
} as const;

/** The name of a fault. */
export type FaultName = keyof typeof FAULTS;

/**
 * Whether a broker delivers again what a process had in hand when it ended. Every source of records does, even those that
 * do not repeat what failed; only some schedules do not. See docs/delivery.md.
 */
export function comesAgain({ kind, capabilities }: Pick<Wire, "kind" | "capabilities">): boolean {
  return kind !== "schedule" || capabilities.redelivery?.supported !== false;
}

/** Whether the broker of a wire keeps no order, so that any record may overtake any other. */
export function keepsNoOrder({ capabilities }: Pick<Wire, "capabilities">): boolean {
  return capabilities.order?.supported === false;
}

/** Whether two records of a wire may be handled at the same time: any two, or two of different keys. */
function isParallel(wire: Pick<Wire, "kind" | "capabilities">): boolean {
  if (wire.kind === "schedule") return false;
  return keepsNoOrder(wire) || wire.capabilities.concurrentKeys?.supported !== false;
}

/** What expires while a record of a wire is handled. Undefined: nothing, or it is a schedule's run. */
export function expiryOf(wire: AnyRecordWire): Expiry | undefined {
  return "expiry" in wire ? wire.expiry : undefined;
}

/** The faults that the documents of a wire's broker allow. */
export function faultsOf(wire: AnyRecordWire): readonly FaultName[] {
  return (Object.keys(FAULTS) as FaultName[]).filter((name) => {
    if (name === "expiry") return expiryOf(wire) !== undefined;
    if (name === "parallel") return isParallel(wire);
    return comesAgain(wire) || (name !== "throttle" && name !== "duplicate");
  });
}

/** A fault of one delivery. */
export interface DeliveryFault {
  readonly name: Exclude<FaultName, "delay" | "reorder">;
  /** The number of the handler's call that it hits, from 1. */
  readonly call: number;
  /** The number of the dependency's answer within that call, from 1. 0: none, but the call as a whole. */
  readonly answer: number;
  /** How long slow dependencies take. */
  readonly seconds: number;
}
