import { asyncProperty, check } from "fast-check";
import { OnefnError } from "onefn";
import { listFunctions } from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import { installedSimulators } from "../check/installed.js";
import { refuseFakedTimers } from "../check/real-timers.js";
import { reasonNotToAsk, type Unchecked } from "../check/unchecked.js";
import { type Cast, castsOf } from "./casts.js";
import { House } from "./house.js";
import { checkRehearsal, type RehearsalOptions, type Rehearsed, type Stage } from "./options.js";
import { type RehearsalReport, reportOf } from "./report.js";
import type { Step } from "./steps.js";
import { stepsWith } from "./steps.js";
import type { Told } from "./told.js";
import { type Script, Try } from "./try.js";
import { Violation } from "./violation.js";

/** Makes the world of one try. */
type Setup<World> = (stage: Stage) => World | Promise<World>;

/** A violation on one cast, in its shortest form. */
export interface Found {
  readonly cast: Cast;
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly violation: Violation;
}

/** What one cast does with the shortest steps of a violation. */
export interface Replay {
  readonly cast: Cast;
  readonly told: readonly Told[];
  /** Undefined: everything holds there. */
  readonly violation: Violation | undefined;
}

/**
 * Plays your functions under the simulated brokers of every provider, on a virtual clock, with faults that each broker's
 * documents allow, and checks what must hold after every step.
 *
 * @param setup makes functions with fresh state. It is called for every try.
 * @throws OnefnError ONEFN_INVALID_OPTION if an option is invalid or unknown, if no provider is installed and none is
 * given, if no wire takes the inputs, if no function handled any of them, or if timers are faked.
 * @example
 * const report = await rehearse(
 *   () => {
 *     const packed: string[] = [];
 *     return { packed, functions: message({ from: "orders" }, (order) => void packed.push(order.id)) };
 *   },
 *   {
 *     inputs: (n) => ({ body: String(n) }),
 *     invariants: [function packedOnce({ packed }) { return new Set(packed).size === packed.length; }],
 *   },
 * );
 * expect(report.ok, String(report)).toBe(true);
 */
export async function rehearse<World extends Rehearsed>(
  setup: Setup<World>,
  options: RehearsalOptions<World>,
): Promise<RehearsalReport> {
  checkRehearsal(setup, { ...options });
  refuseFakedTimers("[onefn/contract] rehearse");
  const { seed = Math.floor(Math.random() * 2 ** 31), steps = 1_000 } = options;
  const installed = options.simulators
    ? { simulators: options.simulators, unchecked: [] }
    : await installedSimulators();
  const unrehearsed: Unchecked[] = [...installed.unchecked];
  const script = { ...options, setup };
  const kinds = await kindsOf(setup);
  const played: { provider: string; steps: number }[] = [];
  const known = installed.simulators.flatMap((simulator) => castsOf(simulator, kinds, options));
  if (known.length === 0) throw nothingToPlay(kinds, installed.simulators);
  refuseUnknownWires(options.wires ?? [], known, unrehearsed, kinds);
  /** Those whose wires carry the inputs. */
  const casts: Cast[] = [];
  const found: Found[] = [];
  for (const simulator of installed.simulators) {
    const { provider } = simulator;
    try {
      const own = known.filter((cast) => cast.provider === provider);
      let count = 0;
      for (const cast of own) {
        const { steps: taken, violation } = await search(script, cast, seed, steps / own.length);
        if (taken > 0) casts.push(cast);
        count += taken;
        if (violation) found.push(violation);
      }
      if (count > 0) played.push({ provider, steps: count });
    } catch (error) {
      const reason = options.simulators ? undefined : reasonNotToAsk(error);
      if (reason === undefined) throw error;
      unrehearsed.push({ provider, reason });
    }
  }
  if (casts.length === 0) throw nothingToPlay(kinds, installed.simulators);
  const [shortest] = found.toSorted((a, b) => a.steps.length - b.steps.length);
  const replays = shortest ? await replayOn(casts, script, shortest.steps) : [];
  return reportOf({ seed, played, unrehearsed, found, shortest, replays });
}

/** How often a violation is played again to make its steps fewer. */
const SHRINKING = 300;

/**
 * Tries sequences of steps until there were enough, or one shows a violation, which is then made shorter. No steps: no wire
 * of the cast carries the inputs.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if no function handled any record.
 */
async function search<World extends Rehearsed>(
  script: Script<World>,
  cast: Cast,
  firstSeed: number,
  enough: number,
): Promise<{ readonly steps: number; readonly violation?: Found }> {
  const house = new House(cast);
  let taken = 0;
  let sends = false;
  try {
    for (let seed = firstSeed; taken < enough || !sends; seed++) {
      let first: readonly Step[] | undefined;
      let plays = 0;
      const property = asyncProperty(stepsWith(cast.faults), async (steps) => {
        first ??= steps;
        // Counted, and not timed: the same seed has to end with the same steps.
        if (++plays > SHRINKING) return;
        await Try.play(script, house, steps);
      });
      const details = await check(property, { seed, numRuns: 1 });
      taken += first?.length ?? 0;
      sends ||= first?.some((step) => step.do === "send") === true;
      if (!details.failed) continue;
      const { counterexample, errorInstance } = details;
      if (!(errorInstance instanceof Violation) || !counterexample) throw errorInstance;
      const found = { cast, seed, steps: counterexample[0], violation: errorInstance };
      return { steps: taken, violation: await shortened(script, house, found) };
    }
    if (house.tally.sent > 0 && house.tally.handled === 0) throw await nothingHandled(house);
    return { steps: house.tally.sent > 0 ? taken : 0 };
  } finally {
    await house.close();
  }
}

/** Leaves out each step that a violation does not need: shrinking may stop before. */
async function shortened<World extends Rehearsed>(
  script: Script<World>,
  house: House,
  found: Found,
): Promise<Found> {
  let shortest = found;
  for (let index = found.steps.length - 1; index >= 0; index--) {
    const steps = shortest.steps.filter((_, each) => each !== index);
    try {
      await Try.play(script, house, steps);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      shortest = { ...found, steps, violation: error };
    }
  }
  return shortest;
}

/** What every cast does with the same steps. */
async function replayOn<World extends Rehearsed>(
  casts: readonly Cast[],
  script: Script<World>,
  steps: readonly Step[],
): Promise<readonly Replay[]> {
  const replays: Replay[] = [];
  for (const cast of casts) {
    const told: Told[] = [];
    let violation: Violation | undefined;
    const house = new House(cast);
    try {
      await Try.play(script, house, allowedOn(cast, steps), (each) => told.push(each));
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      violation = error;
    } finally {
      await house.close();
    }
    replays.push({ cast, told, violation });
  }
  return replays;
}

/** The steps without the faults that a cast's brokers do not have. */
function allowedOn({ faults }: Cast, steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => {
    if (step.do === "deliver" && step.fault && !faults.includes(step.fault.name))
      return { ...step, fault: undefined };
    if (step.do === "send" && step.late && !faults.includes(step.late.how))
      return { ...step, late: undefined };
    return step;
  });
}

async function kindsOf<World extends Rehearsed>(setup: Setup<World>): Promise<ReadonlySet<string>> {
  const { functions } = await setup({ provider: "none", answer: async () => {}, now: () => Date.now() });
  return new Set(listFunctions("onefn/contract", functions as never).map(({ kind }) => kind));
}

function nothingToPlay(kinds: ReadonlySet<string>, simulators: readonly Simulator[]): OnefnError {
  const names = simulators.map(({ provider }) => provider).join(", ") || "none";
  return new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] rehearse: no wire delivers records to functions of the kind ${[...kinds].join(", ")}. ` +
      `Give functions that a broker calls, and install a provider that has it (here: ${names}) or give \`simulators\`.`,
  );
}

/** A name that is misspelt would leave its wire out. */
function refuseUnknownWires(
  names: readonly string[],
  casts: readonly Cast[],
  unrehearsed: readonly Unchecked[],
  kinds: ReadonlySet<string>,
): void {
  const all = new Set(
    casts.flatMap(({ provider, wires }) => wires.map(({ trigger }) => `${provider}/${trigger}`)),
  );
  const unknown = names.find(
    (name) => !all.has(name) && !unrehearsed.some(({ provider }) => name.startsWith(`${provider}/`)),
  );
  if (unknown === undefined) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] rehearse: no provider here has a wire "${unknown}" that delivers records to functions of the kind ` +
      `${[...kinds].join(", ")}. Correct its name in \`wires\`, or leave it out.`,
  );
}

/** A rehearsal in which nothing is handled shows nothing. */
async function nothingHandled(house: House): Promise<OnefnError> {
  const error = await house.lastError();
  return new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] rehearse: ${house.tally.sent} records were sent on ${house.cast.name}, and no function handled any ` +
      "of them. Give inputs for a place that a function claims, which its schema and its filters take." +
      (error === undefined ? "" : ` The log says: ${error}`),
  );
}
