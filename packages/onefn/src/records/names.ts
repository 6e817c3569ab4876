import type { AdaptOptions, Names } from "../adapter/options.js";
import { checkOption } from "../option-checks.js";

/** The places that a record may be claimed by, given the names of where it came from, the most exact first. */
export type PlacesOf = (names: readonly string[]) => readonly string[];

/**
 * Makes the names of what is deployed portable: by the option `names`, else by the variable ONEFN_NAMES. What neither
 * maps goes by its own names.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for a variable that is no JSON object of strings. The error does not quote it.
 */
export function portableNames({ names }: AdaptOptions): PlacesOf {
  const maps = [names, namesOfVariable()];
  return (physical) => {
    for (const map of maps) {
      for (const name of physical) {
        const portable = typeof map === "function" ? map(name) : map && Object.hasOwn(map, name) && map[name];
        // A function that replaces a part of a name gives back the others, such as a full name, as they are.
        if (typeof portable === "string" && portable !== name) return [portable];
      }
    }
    return physical;
  };
}

/**
 * The other way round: the names by which a deployment knows what a function claims. A function of `names` cannot be asked
 * for them, so that the claim stands for itself.
 */
export function physicalNames({ names }: AdaptOptions): (claimed: string) => readonly string[] {
  const maps = [names, namesOfVariable()];
  return (claimed) => {
    for (const map of maps) {
      const found = typeof map === "object" ? Object.keys(map).filter((name) => map[name] === claimed) : [];
      if (found.length > 0) return found;
    }
    return [claimed];
  };
}

function namesOfVariable(): Names | undefined {
  const { process } = globalThis as {
    readonly process?: { readonly env?: { readonly ONEFN_NAMES?: string } };
  };
  const text = process?.env?.ONEFN_NAMES;
  if (!text) return undefined;
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch {
    // Its error quotes the text; ours does not.
  }
  checkOption(
    Object(names) === names && Object.values(names as object).every((name) => typeof name === "string"),
    "[onefn] adapt",
    "the variable ONEFN_NAMES",
    'a JSON object of strings, such as {"shop-prod-orders":"orders"}',
  );
  return names as Names;
}
