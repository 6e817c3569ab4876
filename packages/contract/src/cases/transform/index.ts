import type { TransformCase } from "../../case.js";
import { choiceCases } from "./choice.js";
import { fateCases, poisonCases } from "./fates.js";
import { lifetimeCases } from "./lifetime.js";
import { requestCases } from "./requests.js";
import { valueCases } from "./values.js";

/** The cases of every wire that has records transformed. */
export const transformCases: readonly TransformCase[] = [
  ...valueCases,
  ...fateCases,
  ...poisonCases,
  ...lifetimeCases,
  ...choiceCases,
  ...requestCases,
];
