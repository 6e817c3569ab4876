import type { Unchecked } from "../check/unchecked.js";
import { uncheckedText } from "../check/unchecked.js";
import type { Found, Replay } from "./rehearse.js";
import { toldText } from "./told.js";

/** A violation of an invariant. */
export interface RehearsalViolation {
  /** The wires it was found on, such as `aws/sqs`. */
  readonly wire: string;
  readonly invariant: string;
  /** What the invariant threw. */
  readonly message: string;
  /** With this seed, the first try on this wire fails. */
  readonly seed: number;
  /** The number of steps of the shortest sequence found. */
  readonly steps: number;
}

/** The result of `rehearse`. */
export interface RehearsalReport {
  /** Whether every invariant held on every wire. */
  readonly ok: boolean;
  readonly seed: number;
  /** How many steps were taken on each provider. */
  readonly steps: readonly { readonly provider: string; readonly steps: number }[];
  /** At most one for each wire. */
  readonly violations: readonly RehearsalViolation[];
  /** onefn's own providers that were not there. Empty if `simulators` are given. */
  readonly unrehearsed: readonly Unchecked[];
  /** The shortest violation step by step, what each provider did with the same steps, and how to replay it. */
  toString(): string;
}

interface Played {
  readonly seed: number;
  readonly played: RehearsalReport["steps"];
  readonly unrehearsed: readonly Unchecked[];
  readonly found: readonly Found[];
  readonly shortest: Found | undefined;
  readonly replays: readonly Replay[];
}

/** The report of a rehearsal. */
export function reportOf({ seed, played, unrehearsed, found, shortest, replays }: Played): RehearsalReport {
  const violations = found.map(({ cast, seed, steps, violation }) => ({
    wire: cast.name,
    invariant: violation.invariant,
    message: violation.message,
    seed,
    steps: steps.length,
  }));
  return {
    ok: found.length === 0,
    seed,
    steps: played,
    violations,
    unrehearsed,
    toString: () =>
      [
        ...(shortest ? violationText(shortest, replays) : []),
        ...(found.length > 1 ? [othersText(found, shortest)] : []),
        `seed ${seed}: ${played.map(({ provider, steps }) => `${provider} ${steps} steps`).join(", ")}`,
        ...(unrehearsed.length > 0 ? [uncheckedText(unrehearsed)] : []),
      ].join("\n\n"),
  };
}

/** What a violation without a step means. */
const BEFORE_ALL =
  "It does not hold before anything is sent. Either the invariant is wrong, or setup does not make fresh state: what it " +
  "returned had seen the records of another try.";

function violationText(
  { cast, seed, steps, violation }: Found,
  replays: readonly Replay[],
): readonly string[] {
  const own = replays.find((replay) => replay.cast === cast);
  const again = own?.violation?.invariant === violation.invariant;
  const what = `"${violation.invariant}" does not hold on ${cast.name}: ${violation.message}`;
  if (steps.length === 0) return [what, BEFORE_ALL];
  return [
    what,
    ...(own ? [linesOf(own)] : []),
    ...(again
      ? []
      : ["It held when the same steps were played again: something outside the functions' state differs."]),
    ...elsewhereText(replays.filter((replay) => replay !== own)),
    `To replay the ${steps.length} steps, pass { seed: ${seed}, wires: [${cast.wires
      .map(({ trigger }) => JSON.stringify(`${cast.provider}/${trigger}`))
      .join(", ")}] } with the same inputs.`,
  ];
}

/** What the others did: those that did the same share a list. */
function elsewhereText(replays: readonly Replay[]): readonly string[] {
  const alike = new Map<string, string[]>();
  for (const replay of replays) {
    const verdict = replay.violation ? `does not hold: ${replay.violation.message}` : "holds";
    const text = `the same steps, where it ${verdict}\n${linesOf(replay)}`;
    alike.set(text, [...(alike.get(text) ?? []), replay.cast.name]);
  }
  return [...alike].map(([text, names]) => `${names.join(", ")}: ${text}`);
}

function linesOf({ told }: Replay): string {
  return toldText(told)
    .map((line, index) => `  ${index + 1}. ${line}`)
    .join("\n");
}

function othersText(found: readonly Found[], shortest: Found | undefined): string {
  const others = found.filter((each) => each !== shortest);
  return others
    .map(
      ({ cast, seed, violation }) =>
        `also on ${cast.name} (seed ${seed}): "${violation.invariant}": ${violation.message}`,
    )
    .join("\n");
}
