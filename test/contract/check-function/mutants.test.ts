import type { checkFunction as CheckFunction } from "@onefn/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { describeChecks } from "./checks.js";
import { describeInputs } from "./inputs.js";
import { describeKinds } from "./kinds.js";
import { type CheckMutant, checkMutants } from "./mutants.js";
import { registered } from "./registers.js";

afterEach(() => vi.resetModules());

/** `checkFunction`, one of whose modules is broken. */
async function brokenBy({ module, broken }: CheckMutant): Promise<typeof CheckFunction> {
  const path = `../../../packages/contract/src/check/${module}.js`;
  vi.resetModules();
  vi.doMock(path, async (importOriginal) => {
    const real = await importOriginal<object>();
    return { ...real, ...broken(real) };
  });
  try {
    const { checkFunction } = await import("@onefn/contract");
    return checkFunction;
  } finally {
    vi.doUnmock(path);
  }
}

/** What no mutant breaks. */
const UNTOUCHED = "checkFunction: finds no difference in a function that answers the same everywhere";

describe("a broken checkFunction", () => {
  it.each(checkMutants)("is caught: $name", async (mutant) => {
    const checkFunction = await brokenBy(mutant);
    const tests = registered((registers) => {
      describeChecks(checkFunction, registers);
      describeKinds(checkFunction, registers);
      describeInputs(checkFunction, registers);
    });
    // It is broken in this way alone: the rest works.
    await tests.get(UNTOUCHED)?.();
    const missed: string[] = [];
    for (const name of mutant.caughtBy) {
      const test = tests.get(name);
      expect(test, `there is no test "${name}"`).toBeDefined();
      const isCaught = await Promise.resolve(test?.()).then(
        () => false,
        () => true,
      );
      if (!isCaught) missed.push(name);
    }
    expect(missed, "pass with the broken one").toEqual([]);
  });
});
