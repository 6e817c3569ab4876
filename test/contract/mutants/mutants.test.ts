import { simulator } from "@onefn/aws/simulator";
import { planContract } from "@onefn/contract";
import type { Simulator } from "onefn/simulator";
import { describe, it } from "vitest";
import { answerMutants } from "./answer-mutants.js";
import { contextMutants } from "./context-mutants.js";
import { decodingMutants } from "./decoding-mutants.js";
import { deliveryMutants } from "./delivery-mutants.js";
import { broken } from "./mutant.js";
import { outcomeMutants } from "./outcome-mutants.js";
import { requestMutants } from "./request-mutants.js";
import { streamMutants } from "./stream-mutants.js";

const mutants = [
  ...requestMutants,
  ...answerMutants,
  ...contextMutants,
  ...streamMutants,
  ...decodingMutants,
  ...deliveryMutants,
  ...outcomeMutants,
];

/** Runs some cases of one wire and gives what came of each. */
async function statusesOf(of: Simulator, wire: string, names: readonly string[]): Promise<object> {
  const plan = planContract(of).find((each) => each.wire === wire);
  if (!plan) throw new Error(`there is no wire ${wire}`);
  const statuses: Record<string, string> = {};
  for (const name of names) {
    const found = plan.cases.find((each) => each.name === name);
    statuses[name] = found ? (await found.run()).status : "no such case";
  }
  await plan.close();
  return statuses;
}

function allAre(status: string, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, status]));
}

// Most of the time goes by waiting for log lines that a broken adapter never writes.
describe.concurrent.each(mutants)("$wire: $name", (mutant) => {
  it("is caught, where the adapter as it is passes", async ({ expect }) => {
    const { wire, caughtBy } = mutant;
    expect(await statusesOf(simulator, wire, caughtBy)).toEqual(allAre("passed", caughtBy));
    const crashes: unknown[] = [];
    expect(await statusesOf(broken(mutant, crashes), wire, caughtBy)).toEqual(allAre("failed", caughtBy));
    expect(crashes).toEqual([]);
  });
});
