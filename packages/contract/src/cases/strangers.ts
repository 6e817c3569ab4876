import { contractFunctions } from "../functions/index.js";

/** Functions that are none of a wire's, and what a developer has to read of them. */
export interface Strangers {
  readonly what: string;
  readonly functions: object;
  readonly code: RegExp;
}

/** Functions that no wire of this kind carries, given those of another one. */
export function strangersWith(others: object): readonly Strangers[] {
  return [
    { what: "functions of another kind", functions: others, code: /ONEFN_(?:UNSUPPORTED|WRONG)_KIND/ },
    {
      what: "functions that onefn did not define",
      functions: contractFunctions.plain,
      code: /ONEFN_NOT_A_FUNCTION/,
    },
  ];
}
