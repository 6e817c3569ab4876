import type { CapabilityName } from "../capabilities.js";
import { contractFunctions } from "../functions/index.js";

/** Functions that a wire cannot carry, and the code that a developer must see. */
export interface Strangers {
  readonly what: string;
  readonly functions: object;
  readonly code: RegExp;
  readonly needs: readonly CapabilityName[];
}

/** Functions that no wire of this kind carries, including those of another kind. */
export function strangersWith(others: object): readonly Strangers[] {
  return [
    {
      what: "functions of another kind",
      functions: others,
      code: /ONEFN_(?:UNSUPPORTED|WRONG)_KIND/,
      needs: ["refusals", "wrongKinds"],
    },
    {
      what: "functions that onefn did not define",
      functions: contractFunctions.plain,
      code: /ONEFN_NOT_A_FUNCTION/,
      needs: ["refusals"],
    },
  ];
}
