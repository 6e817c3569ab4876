import { planContract } from "@onefn/contract";
import type { Simulator } from "onefn/simulator";

/** Runs some cases of one wire and gives what came of each. */
export async function statusesOf(of: Simulator, wire: string, names: readonly string[]): Promise<object> {
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

/** The same status for each of some cases. */
export function allAre(status: string, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, status]));
}
