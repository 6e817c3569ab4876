import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import type { PlacedRecord } from "../check/record-answer.js";
import { FAULTS, type FaultName } from "./faults.js";

/** What is made anew for each try: the functions, and the state that they and the invariants share. */
export interface Rehearsed {
  /** A function, or several by name. Other members, such as a module's, are ignored. */
  readonly functions: object;
}

/** What a rehearsal gives to the world that is made for a try. */
export interface Stage {
  /** Such as `aws`. */
  readonly provider: string;
  /**
   * A dependency's answer. Await it in your stand-in for a database or a service, before and after it changes anything:
   * there it can be slow, the deadline can pass, and the process can end.
   */
  answer(): Promise<void>;
  /** The virtual time in milliseconds since the epoch. */
  now(): number;
}

/** What happened to the records so far, as their sender wrote them. */
export interface Seen {
  readonly sent: readonly PlacedRecord[];
  readonly acknowledged: readonly PlacedRecord[];
  /** Those that their broker has given up. */
  readonly dead: readonly PlacedRecord[];
}

/** What must hold. It throws, or returns false, if it does not. */
export type Check<World> = (world: World, seen: Seen) => unknown;

/** Something that must hold after every step, whatever goes wrong. A function's name is the invariant's. */
export type Invariant<World> =
  | Check<World>
  | {
      readonly name: string;
      readonly check: Check<World>;
      /** Whether it holds only when every record is acknowledged or dead. Default: false. */
      readonly atRest?: boolean;
    };

/** Chooses one of a list, the same for the same seed. */
export type Pick = <T>(list: readonly T[]) => T;

/** Options of `rehearse`. */
export interface RehearsalOptions<World> {
  /**
   * What is sent: a list, one after another and again from the start, or a function that makes the record number `n`, from
   * 0.
   */
  readonly inputs: readonly PlacedRecord[] | ((n: number, pick: Pick) => PlacedRecord);
  readonly invariants: readonly Invariant<World>[];
  /** The number from which everything is chosen. Default: another one each time, which the report says. */
  readonly seed?: number | undefined;
  /** Steps on each provider, shared among its wires. Default: 1,000. */
  readonly steps?: number | undefined;
  /** What may go wrong, as far as a broker's documents allow it. Default: everything. */
  readonly faults?: readonly FaultName[] | undefined;
  /** Only these wires, such as `aws/sqs`. Default: all. */
  readonly wires?: readonly string[] | undefined;
  /** Where the functions run. Default: the simulators of all installed `@onefn/*` providers that can start. */
  readonly simulators?: readonly Simulator[] | undefined;
}

const isText = (value: unknown) => typeof value === "string";
const isObject = (value: unknown) => Object(value) === value;
const isListOf = (is: (each: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(is);
const isFilled = (is: (each: unknown) => boolean) => (value: unknown) =>
  isListOf(is)(value) && (value as readonly unknown[]).length > 0;

const REHEARSAL_OPTIONS = {
  inputs: [
    (value) => typeof value === "function" || isFilled(isObject)(value),
    "a list of at least one record, or a function that makes them",
  ],
  invariants: [
    isFilled(
      (each) =>
        typeof (isObject(each) && "check" in (each as object) ? (each as { check: unknown }).check : each) ===
        "function",
    ),
    "a list of at least one function or { name, check }: without any, every rehearsal would pass",
  ],
  seed: [Number.isSafeInteger, "a whole number"],
  steps: [(value) => Number.isSafeInteger(value) && (value as number) > 0, "a whole number of at least 1"],
  faults: [
    isListOf((each) => isText(each) && Object.hasOwn(FAULTS, each as string)),
    `a list of some of ${Object.keys(FAULTS).join(", ")}`,
  ],
  wires: [isFilled(isText), 'a list of wires, such as "aws/sqs"'],
  simulators: [isListOf(isObject), "a list of simulators"],
} satisfies OptionChecks<RehearsalOptions<unknown>>;

/** A misspelt fault, no steps or no invariant would let every rehearsal pass. @throws OnefnError ONEFN_INVALID_OPTION */
export function checkRehearsal(setup: unknown, options: Readonly<Record<string, unknown>>): void {
  const place = "[onefn/contract] rehearse";
  checkOption(
    typeof setup === "function",
    place,
    "setup",
    "a function that makes functions with fresh state",
  );
  checkOptions(place, options, REHEARSAL_OPTIONS);
  for (const name of ["inputs", "invariants"] as const)
    checkOption(options[name] !== undefined, place, name, REHEARSAL_OPTIONS[name][1]);
}
