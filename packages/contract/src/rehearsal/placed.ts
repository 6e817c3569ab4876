import { type AnyFunction, OnefnError } from "onefn";
import type { PlacedRecord } from "../check/record-answer.js";
import { kindContracts } from "../kinds/index.js";

/** A record of the inputs: the kind whose functions take it, its place, and what its sender writes. */
export interface Placed {
  readonly kind: string;
  readonly to: string;
  readonly sent: object;
}

/** Where an input goes: its own place, or that of the first function of its kind. */
export function placeOf(input: PlacedRecord, functions: readonly AnyFunction[]): Placed {
  const contract = Object.values(kindContracts).find(({ compare }) => compare.takes(input));
  const place = contract?.compare.placeOf;
  if (!contract || !place) {
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      '[onefn/contract] rehearse: an input is not a record, such as { body: "a message" }. Give records that a broker delivers.',
    );
  }
  const { kind } = contract;
  const fn = functions.find((each) => each.kind === kind);
  if (!fn) {
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      `[onefn/contract] rehearse: no function takes ${contract.compare.input}. Give a function of the kind ${kind}, or leave such inputs out.`,
    );
  }
  const { to = place(fn) ?? `${kind}s`, ...sent } = input;
  return { kind, to, sent };
}
