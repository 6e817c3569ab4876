import type { IdentityCase } from "../../case.js";
import { identityChoiceCases } from "./choice.js";
import { decisionCases } from "./decisions.js";
import { identityLifetimeCases } from "./lifetime.js";
import { refusalCases } from "./refusals.js";
import { identityRequestCases } from "./requests.js";

/** The cases of every wire that asks identity functions. */
export const identityCases: readonly IdentityCase[] = [
  ...decisionCases,
  ...refusalCases,
  ...identityLifetimeCases,
  ...identityChoiceCases,
  ...identityRequestCases,
];
