import type { AdaptOptions } from "onefn/provider";
import type { CapabilityName } from "./capabilities.js";
import type { HttpRun } from "./run/http-run.js";
import type { MessageRun } from "./run/message-run.js";

/** One thing that a user of a provider would notice if it were otherwise. */
export interface Case<Run> {
  /** A sentence that is true where the case passes. */
  readonly name: string;
  /** What the wire must be able to do; where it says that it cannot, the case is expected to fail. */
  readonly needs?: CapabilityName | readonly CapabilityName[];
  /** How the functions are deployed, where it is not by the defaults. */
  readonly deploy?: CaseDeployment;
  /** Milliseconds that it may take, where runtimes in which a call is slow need more than usual. */
  readonly limit?: number;
  /** Plays the client or the sender; throws where what comes back is not as it should be. */
  run(on: Run): Promise<void>;
}

/** Plain data, so that it can cross into another process. */
export interface CaseDeployment {
  /** Which of `contractFunctions`. Default: `"http"` or `"message"`, as the wire carries. */
  readonly functions?: "http" | "anything" | "httpModule" | "message" | "messageModule";
  readonly adapt?: Omit<AdaptOptions, "log">;
  /** Milliseconds that the provider gives an invocation. */
  readonly timeout?: number;
  readonly batchSize?: number;
  readonly maxAttempts?: number;
}

export type HttpCase = Case<HttpRun>;
export type MessageCase = Case<MessageRun>;
