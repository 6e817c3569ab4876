import type { Simulator } from "onefn/simulator";
import { sentenceOf } from "./report.js";
import { type PlannedCase, planContract } from "./run/plan.js";
import { isGood } from "./run/result.js";

/** What {@link registerContract} asks of a test framework: vitest, mocha, bun:test and node:test have it. */
export interface TestFramework {
  describe(name: string, define: () => void): unknown;
  /** `timeout` is in milliseconds; frameworks that want it elsewhere ignore it, and a case ends by itself. */
  it(name: string, test: () => Promise<void>, timeout?: number): unknown;
  /** Runs when all tests of a `describe` have ended; without it deployed functions are left running. */
  afterAll?(end: () => Promise<void>): unknown;
  /** What node:test and mocha call `afterAll`. */
  after?(end: () => Promise<void>): unknown;
}

/** Milliseconds for deploying what a case calls, beyond its own limit, whose error says what did not come. */
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
