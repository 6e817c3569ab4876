/**
 * The contract that every provider has to pass, and the check of one's own function on every provider.
 * @packageDocumentation
 */
export { CAPABILITIES, type CapabilityName } from "./capabilities.js";
export type { Answer, Difference } from "./check/answer.js";
export {
  type CheckInput,
  type CheckOptions,
  type CheckReport,
  checkFunction,
  type QueuedMessage,
} from "./check/check-function.js";
export type { Unchecked } from "./check/unchecked.js";
export { type ContractReport, runContract } from "./contract.js";
export { contractFunctions } from "./functions/index.js";
export { registerContract, type TestFramework } from "./register.js";
export { gapsOf } from "./report.js";
export { type PlannedCase, planContract, type WirePlan } from "./run/plan.js";
export { type CaseResult, isGood } from "./run/result.js";
