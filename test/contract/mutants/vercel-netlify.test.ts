import { simulator as netlify } from "@onefn/netlify/simulator";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { describe, expect, it } from "vitest";
import { brokenNetlify } from "./netlify.js";
import { netlifyMutants } from "./netlify-mutants.js";
import { netlifyNetworkMutants } from "./network-mutants.js";
import { allAre, statusesOf } from "./statuses.js";
import { brokenVercel } from "./vercel.js";
import { vercelMutants } from "./vercel-mutants.js";

const title = "is caught, where the adapter as it is passes";

describe.each(vercelMutants)("$wire: $name", (mutant) => {
  it(title, { timeout: 30_000 }, async () => {
    const { wire, caughtBy } = mutant;
    expect(await statusesOf(vercel, wire, caughtBy)).toEqual(allAre("passed", caughtBy));
    expect(await statusesOf(brokenVercel(mutant), wire, caughtBy)).toEqual(allAre("failed", caughtBy));
  });
});

describe.each([...netlifyMutants, ...netlifyNetworkMutants])("$wire: $name", (mutant) => {
  it(title, { timeout: 30_000 }, async () => {
    const { wire, caughtBy } = mutant;
    expect(await statusesOf(netlify, wire, caughtBy)).toEqual(allAre("passed", caughtBy));
    expect(await statusesOf(brokenNetlify(mutant), wire, caughtBy)).toEqual(allAre("failed", caughtBy));
  });
});
