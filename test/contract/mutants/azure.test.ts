import { simulator } from "@onefn/azure/simulator";
import { describe, it } from "vitest";
import { brokenAzure } from "./azure.js";
import { azureMutants } from "./azure-mutants.js";
import { allAre, statusesOf } from "./statuses.js";

// Some of them leave their clients waiting until the case gives up.
describe.concurrent.each(azureMutants)("$wire: $name", (mutant) => {
  it("is caught, where the adapter as it is passes", async ({ expect }) => {
    const { wire, caughtBy } = mutant;
    expect(await statusesOf(simulator, wire, caughtBy)).toEqual(allAre("passed", caughtBy));
    expect(await statusesOf(brokenAzure(mutant), wire, caughtBy)).toEqual(allAre("failed", caughtBy));
  }, 30_000);
});
