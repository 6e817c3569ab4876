import type { Simulator } from "onefn/simulator";
import { sentenceOf } from "./report.js";
import { type PlannedCase, planContract } from "./run/plan.js";
import { isGood } from "./run/result.js";

/** The part of a test framework that {@link registerContract} needs: vitest, mocha, bun:test and node:test have it. */
export interface TestFramework {
  describe(name: string, define: () => void): unknown;
  /** `timeout` is in milliseconds. Frameworks that expect it elsewhere ignore it; a case also ends by itself. */
  it(name: string, test: () => Promise<void>, timeout?: number): unknown;
  /** Runs after all tests of a `describe`. Without it, deployed functions keep running. */
  afterAll?(end: () => Promise<void>): unknown;
  /** The name of `afterAll` in node:test and mocha. */
  after?(end: () => Promise<void>): unknown;
}

/** Milliseconds for deploying a case's functions, beyond the case's own limit, whose error is more precise. */
const MARGIN = 10_000;

/**
 * Registers one test for each case on each wire of a simulator.
 *
 * @example
 * import * as vitest from "vitest";
 * registerContract(simulator, vitest);
 */
export function registerContract(simulator: Simulator, framework: TestFramework): void {
  const { describe, it } = framework;
  const afterAll = framework.afterAll ?? framework.after;
  for (const { wire, cases, close } of planContract(simulator)) {
    describe(wire, () => {
      for (const each of cases) it(titleOf(each), () => passes(each), each.limit + MARGIN);
      afterAll?.(close);
    });
  }
}

function titleOf({ name, gap }: PlannedCase): string {
  return gap === undefined ? name : `${name} (gap: ${gap})`;
}

async function passes(planned: PlannedCase): Promise<void> {
  const result = await planned.run();
  if (isGood(result)) return;
  if (result.status === "failed") throw result.error;
  throw new Error(sentenceOf(result));
}
