/**
 * Rehearsals: your functions under every provider's brokers, with everything that may go wrong there.
 * @packageDocumentation
 */
export type { PlacedRecord } from "../check/record-answer.js";
export type { Unchecked } from "../check/unchecked.js";
export { FAULTS, type FaultName } from "./faults.js";
export type { Check, Invariant, Pick, RehearsalOptions, Rehearsed, Seen, Stage } from "./options.js";
export { rehearse } from "./rehearse.js";
export type { RehearsalReport, RehearsalViolation } from "./report.js";
