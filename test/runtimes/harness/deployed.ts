import { contractFunctions } from "@onefn/contract/functions";
import type { Load } from "onefn/simulator";

/** What the entry files deploy. */
export type Deployable = keyof typeof contractFunctions;

/** The name under which the entry files have what a case deploys: another process cannot be handed a closure. */
export function nameOf(load: Load): Deployable {
  const functions = load();
  for (const name of Object.keys(contractFunctions) as Deployable[]) {
    if ((contractFunctions[name] as object) === functions) return name;
  }
  throw new Error(
    "[onefn/runtimes] A real runtime runs the contract's own functions: deploy one of contractFunctions.",
  );
}
