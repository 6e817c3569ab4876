import { contractFunctions, contractVerifiers } from "@onefn/contract/functions";
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

/** Options as the entry files read them: another process finds a `verify` among `contractVerifiers`, by its name. */
export function writeOptions(options: object): string {
  return JSON.stringify(options, (key, value) => {
    if (key !== "verify" || typeof value !== "function") return value;
    const [name] = Object.entries(contractVerifiers).find(([, verify]) => verify === value) ?? [];
    if (name === undefined)
      throw new Error(
        "[onefn/runtimes] A real runtime verifies events as the contract does: use one of contractVerifiers.",
      );
    return name;
  });
}
