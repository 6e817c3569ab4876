/**
 * The contract that every provider must pass, and the check of your own function on every provider.
 * @packageDocumentation
 */
export { capabilitiesOf, type KnownCapability } from "./asked-capabilities.js";
export { CAPABILITIES, type CapabilityName } from "./capabilities.js";
export {
  type CapabilityReport,
  type KnownSupport,
  reportCapabilities,
  type TriggerCapabilities,
} from "./capability-report.js";
export type { Answer, Difference } from "./check/answer.js";
export {
  type CheckInput,
  type CheckOptions,
  type CheckReport,
  checkFunction,
} from "./check/check-function.js";
export type { Expectation, Failure } from "./check/failures.js";
export type { Unchecked } from "./check/unchecked.js";
export { type ContractReport, runContract } from "./contract.js";
export { contractFunctions, contractVerifiers } from "./functions/index.js";
export { registerContract, type TestFramework } from "./register.js";
export { gapsOf } from "./report.js";
export { type PlannedCase, planContract, type WirePlan } from "./run/plan.js";
export { type CaseResult, isGood } from "./run/result.js";
