import type { Simulator } from "onefn/simulator";
import { reportOf } from "./report.js";
import { planContract } from "./run/plan.js";
import { type CaseResult, isGood } from "./run/result.js";

/** The result of the whole contract. */
export interface ContractReport {
  readonly results: readonly CaseResult[];
  /** Whether every case passed, or failed as a declared gap says that it must. */
  readonly ok: boolean;
  /** A table of the wires, the failures with their errors, and the declared gaps with their reasons. */
  toString(): string;
}

/**
 * Runs every case on every wire of a simulator, one after another, without a test framework.
 *
 * @example
 * const report = await runContract(simulator);
 * console.log(String(report));
 * process.exitCode = report.ok ? 0 : 1;
 */
export async function runContract(simulator: Simulator): Promise<ContractReport> {
  const results: CaseResult[] = [];
  for (const { cases, close } of planContract(simulator)) {
    try {
      for (const each of cases) results.push(await each.run());
    } finally {
      await close();
    }
  }
  return { results, ok: results.every(isGood), toString: () => reportOf(simulator, results) };
}
