import { simulator } from "@onefn/gcp/simulator";
import { describe, it } from "vitest";
import { brokenFramework } from "./framework.js";
import { frameworkMutants } from "./framework-mutants.js";
import { allAre, statusesOf } from "./statuses.js";

describe.concurrent.each(frameworkMutants)("gcp/http: $name", (mutant) => {
  it("is caught, where the adapter as it is passes", async ({ expect }) => {
    const { caughtBy } = mutant;
    expect(await statusesOf(simulator, "gcp/http", caughtBy)).toEqual(allAre("passed", caughtBy));
    expect(await statusesOf(brokenFramework(mutant), "gcp/http", caughtBy)).toEqual(
      allAre("failed", caughtBy),
    );
  }, 30_000);
});
