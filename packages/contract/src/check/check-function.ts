import type { AnyFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  checkOptions,
  listFunctions,
  type OptionChecks,
} from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import { type Answer, type Difference, differencesIn } from "./answer.js";
import { checkText, tableText, wireNames } from "./check-text.js";
import { EXPECTATIONS, type Expectation, type Failure, failuresIn } from "./failures.js";
import { type CheckInput, refuseInputs, refuseUnanswered } from "./input.js";
import { installedSimulators } from "./installed.js";
import { type Lacking, lackingOn, lackingText } from "./lacking.js";
import { ofKind } from "./of-kind.js";
import { refuseFakedTimers } from "./real-timers.js";
import { askAll, start } from "./started-wire.js";
import { reasonNotToAsk, type Unchecked, uncheckedText } from "./unchecked.js";

export type { CheckInput } from "./input.js";

/** Options of {@link checkFunction}. */
export interface CheckOptions {
  /** Where the function runs. Default: the simulators of all installed `@onefn/*` providers that can start. */
  readonly simulators?: readonly Simulator[] | undefined;
  /** Options for each adapter. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
  /**
   * What is a failure although all wires agree. Default: `"answers"`: an input that was not sent, that no function took or
   * that got no answer, a 5xx, a function of another kind that threw, and an error of onefn's own. `"success"`: a 4xx, a
   * retry, a reject and a TaskError, too. `"alike"`: nothing.
   */
  readonly expect?: Expectation | undefined;
  /**
   * The file that exports the functions, such as `new URL("./functions.ts", import.meta.url)`. It is bundled with esbuild,
   * which you install, for the runtimes that lack parts of Node (Cloudflare Workers, Vercel's edge runtime), and the
   * report names what it uses of Node that they lack.
   */
  readonly entry?: string | URL | undefined;
  /** Providers that run your functions with all of Node: `["cloudflare"]` with the flag `nodejs_compat`. */
  readonly withNode?: readonly string[] | undefined;
}

const isListOf = (is: (each: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(is);

const CHECK_OPTIONS = {
  simulators: [isListOf((each) => Object(each) === each), "a list of simulators"],
  adapt: [(value) => Object(value) === value, "an object with options of adapters"],
  expect: [(value) => EXPECTATIONS.includes(value as Expectation), `one of ${EXPECTATIONS.join(", ")}`],
  entry: [(value) => typeof value === "string" || value instanceof URL, "the path or URL of a file"],
  withNode: [isListOf((each) => typeof each === "string"), "a list of providers"],
} satisfies OptionChecks<CheckOptions>;

/** The result of {@link checkFunction}. */
export interface CheckReport {
  /** Whether all wires give the same results, none of them is a failure, and no runtime lacks anything. */
  readonly ok: boolean;
  /** Inputs that failed, by the option `expect`. */
  readonly failures: readonly Failure[];
  /** The results of all wires, input by input. */
  readonly answers: readonly (readonly Answer[])[];
  /** Where a wire differs from most providers. */
  readonly differences: readonly Difference[];
  /** What the functions use of Node that a runtime lacks. Empty without the option `entry`. */
  readonly lacking: readonly Lacking[];
  /** onefn's own providers that were not checked. Empty if `simulators` are given. */
  readonly unchecked: readonly Unchecked[];
  /** What a runtime lacks, the inputs that differ or failed with a sentence for each, and the unchecked providers. */
  toString(): string;
  /** A table for each input with the results of all wires. */
  tables(): string;
}

/**
 * Runs your own function, a record of them or a module that exports them on the wires of every provider, and compares
 * the results: status, headers (except those that platforms add), cookies and body bytes of HTTP functions; outputs and
 * errors of tasks; outcomes of functions of every other kind. A wire that answers before a task begins (`answers` is a
 * gap) is left out.
 *
 * On a wire that cannot reject, a retry and a reject count as one outcome. A function that returns the time, a random
 * number or state from earlier calls differs everywhere, and the report says so.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if there is no input, if an option is invalid or unknown, if no provider is
 * installed and none is given, if no function or no wire takes one of the inputs, if `entry` cannot be bundled, or if
 * timers are faked; ONEFN_NOT_INSTALLED if `entry` is given and esbuild is not installed.
 * @example
 * const report = await checkFunction(hello, [new Request("http://localhost/hello/ada")]);
 * expect(report.ok, String(report)).toBe(true);
 */
export async function checkFunction<T>(
  functions: Adaptable<T, AnyFunction, "checkFunction">,
  inputs: readonly CheckInput[],
  options: CheckOptions = {},
): Promise<CheckReport> {
  checkOptions("[onefn/contract] checkFunction", options, CHECK_OPTIONS);
  refuseFakedTimers("[onefn/contract] checkFunction");
  refuseInputs(inputs);
  const { simulators, adapt, expect = "answers", entry, withNode = [] } = options;
  const all = listFunctions("onefn/contract", functions);
  const installed = simulators ? { simulators, unchecked: [] } : await installedSimulators();
  const providers = installed.simulators;
  const wires = providers.flatMap(({ provider, wires: own }) =>
    own.flatMap((wire) => {
      // Where a caller learns nothing, there is nothing to compare.
      const functions = wire.capabilities.answers?.supported === false ? undefined : ofKind(all, wire.kind);
      return functions ? [{ provider, name: `${provider}/${wire.trigger}`, wire, functions }] : [];
    }),
  );
  const limited = wires.flatMap(({ provider, name, wire: { runtime } }) =>
    runtime && !withNode.includes(provider) ? [{ name, runtime }] : [],
  );
  const lacking = entry === undefined ? [] : await lackingOn(limited, entry);
  const unchecked = [...installed.unchecked];
  const started = wires.map(({ provider, wire, functions }) =>
    start(provider, wire, functions, inputs, adapt ? { adapt } : {}),
  );
  const answers = await askAll(started, ({ provider }, error) => {
    const reason = simulators ? undefined : reasonNotToAsk(error);
    if (reason === undefined) throw error;
    if (!unchecked.some((each) => each.provider === provider)) unchecked.push({ provider, reason });
  });
  const byInput = inputs.map((_, index) => answers.flatMap((each) => each.get(index) ?? []));
  refuseUnanswered(inputs, byInput, providers);
  const checked = byInput.map((answers, index) => ({
    index,
    answers,
    differences: differencesIn(answers, index),
    failures: failuresIn(answers, index, expect),
  }));
  const differences = checked.flatMap((each) => each.differences);
  const failures = checked.flatMap((each) => each.failures);
  return {
    ok: differences.length + failures.length + lacking.length === 0,
    failures,
    answers: byInput,
    differences,
    lacking,
    unchecked,
    toString: () => {
      const names = wireNames(wires.map(({ name }) => name));
      const parts = [lackingText(lacking, names), checkText(checked), uncheckedText(unchecked)];
      return parts.filter((part) => part !== "").join("\n\n");
    },
    tables: () => checked.map((each) => tableText(each, checked.length)).join("\n\n"),
  };
}
