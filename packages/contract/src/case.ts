import type { AdaptOptions, Capabilities, EventOptions } from "onefn/provider";
import type { CapabilityName } from "./capabilities.js";
import type { contractFunctions, contractVerifiers } from "./functions/index.js";
import type { HttpRun } from "./run/http-run.js";
import type { IdentityRun } from "./run/identity-run.js";
import type { RecordRun } from "./run/record-run.js";
import type { TaskRun } from "./run/task-run.js";
import type { TransformRun } from "./run/transform-run.js";

/** One behaviour that a provider's users would notice if it were missing. */
export interface Case<Run> {
  /** A sentence that is true if the case passes. */
  readonly name: string;
  /**
   * The capabilities that the case needs. If the wire declares one of them as missing, the case is expected to fail.
   */
  readonly needs?: CapabilityName | readonly CapabilityName[];
  /** Whether it is only for wires whose events arrive as requests. Default: false. */
  readonly requests?: true;
  /** Whether it is for a wire with these capabilities. Default: it is for every wire. */
  readonly wires?: (capabilities: Capabilities, wire: object) => boolean;
  /** How the functions are deployed, unless by the defaults. */
  readonly deploy?: CaseDeployment;
  /** Milliseconds that it may take, if slow runtimes need more than usual. */
  readonly limit?: number;
  /** Plays the client or the sender; throws if the result is wrong. */
  run(on: Run): Promise<void>;
}

/** Plain data, so that it can cross into another process. */
export interface CaseDeployment {
  /** Which of `contractFunctions`. Default: those of the wire's kind. */
  readonly functions?: keyof typeof contractFunctions;
  readonly adapt?: Omit<AdaptOptions & EventOptions, "log">;
  /** Which of `contractVerifiers` is the `verify` of the option `events`. Default: as `adapt` says. */
  readonly verify?: keyof typeof contractVerifiers;
  /** Milliseconds that the provider gives an invocation. */
  readonly timeout?: number;
  readonly batchSize?: number;
  readonly maxAttempts?: number;
}

export type HttpCase = Case<HttpRun>;
export type TaskCase = Case<TaskRun>;
export type TransformCase = Case<TransformRun>;
export type IdentityCase = Case<IdentityRun>;
/** `Sent` is what senders write. A case of every record kind writes it only with the run's `record`. */
export type RecordCase<Sent = unknown> = Case<RecordRun<Sent>>;
