import type { TestCase, TestModule, TestSuite } from "vitest/node";
import type { RuntimeReport } from "../harness/describe-runtime.js";

/** What came of one wire of one runtime. */
export interface WireResult {
  readonly runtime: RuntimeReport;
  /** Such as `aws/sqs`. */
  readonly wire: string;
  readonly cases: number;
  readonly passed: number;
  /** Cases that failed as a declared gap says that they must. */
  readonly gaps: number;
  readonly failed: number;
}

/** The results of every wire that ran, runtime by runtime. */
export function resultsOf(modules: readonly TestModule[]): readonly WireResult[] {
  return modules.flatMap((module) =>
    [...module.children.suites()].flatMap((suite) => {
      const runtime = reportOf(suite);
      return runtime ? [...suite.children.suites()].flatMap((wire) => resultOf(runtime, wire) ?? []) : [];
    }),
  );
}

function reportOf(suite: TestSuite): RuntimeReport | undefined {
  for (const test of suite.children.tests()) {
    const { runtime } = test.meta();
    if (runtime) return runtime;
  }
  return undefined;
}

function resultOf(runtime: RuntimeReport, suite: TestSuite): WireResult | undefined {
  const tests = [...suite.children.allTests()].filter((test) => test.result().state !== "skipped");
  if (tests.length === 0) return undefined;
  const good = tests.filter((test) => test.result().state === "passed");
  const gaps = good.filter(isGap).length;
  return {
    runtime,
    wire: suite.name,
    cases: tests.length,
    passed: good.length - gaps,
    gaps,
    failed: tests.length - good.length,
  };
}

/** The contract's test of a case that a gap makes fail carries the gap in its name. */
function isGap({ name }: TestCase): boolean {
  return / \(gap: \w+\)$/.test(name);
}
