import {
  type Arbitrary,
  array,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  record,
} from "fast-check";
import type { DeliveryFault, FaultName } from "./faults.js";

/** What makes a record late, and for how many deliveries. */
export interface Lateness {
  readonly how: "delay" | "reorder";
  readonly deliveries: number;
}

/** One step of a try. */
export type Step =
  | { readonly do: "send"; readonly choice: number; readonly late: Lateness | undefined }
  | { readonly do: "deliver"; readonly place: number; readonly fault: DeliveryFault | undefined }
  | { readonly do: "wait"; readonly seconds: number };

/** The steps of one try. */
const LENGTH = 40;

const isOfDelivery = (name: FaultName): name is DeliveryFault["name"] =>
  name !== "delay" && name !== "reorder";

/** Sequences of steps with some of these faults. Every part shrinks towards fewer steps and fewer faults. */
export function stepsWith(faults: readonly FaultName[]): Arbitrary<Step[]> {
  const lateness = faults.filter((name): name is Lateness["how"] => !isOfDelivery(name));
  const send = record({
    do: constant("send" as const),
    choice: nat(0xffff),
    late: perhaps(lateness, (names) =>
      record({ how: constantFrom(...names), deliveries: integer({ min: 1, max: 3 }) }),
    ),
  });
  const deliver = record({
    do: constant("deliver" as const),
    place: nat(15),
    fault: perhaps(faults.filter(isOfDelivery), (names) =>
      record({
        name: constantFrom(...names),
        call: integer({ min: 1, max: 3 }),
        answer: nat(2),
        seconds: integer({ min: 1, max: 20 }),
      }),
    ),
  });
  const wait = record({ do: constant("wait" as const), seconds: constantFrom(1, 60, 3_600) });
  const step = oneof(
    { weight: 4, arbitrary: send },
    { weight: 4, arbitrary: deliver },
    { weight: 1, arbitrary: wait },
  );
  return array<Step>(step, { minLength: 1, maxLength: LENGTH, size: "max" });
}

/** A fault of some names, or none. */
function perhaps<Name, Fault>(
  names: readonly Name[],
  fault: (names: readonly [Name, ...Name[]]) => Arbitrary<Fault>,
): Arbitrary<Fault | undefined> {
  const [first, ...rest] = names;
  return first === undefined
    ? constant(undefined)
    : option(fault([first, ...rest]), { nil: undefined, freq: 2 });
}
