/**
 * The functions that the contract's cases call. Deploy them as they are to run the contract in a provider's own
 * runtime: `export const handler = adapt(contractFunctions.http)`. They import nothing but `onefn` and a schema
 * library, and show what they saw in responses and log lines, never in memory.
 * @packageDocumentation
 */
import { anything, httpFunctions } from "./http/index.js";
import * as httpModule from "./http/module.js";
import { catchAll, claimed } from "./message/claims.js";
import { messageFunctions } from "./message/index.js";
import * as messageModule from "./message/module.js";
import { plainFunctions } from "./plain.js";

/**
 * What the contract deploys: six deployables. Each is deployed on wires of every kind, since what a wire cannot carry
 * has to be refused aloud.
 */
export const contractFunctions = {
  /** A record of http functions, each under a path of its own. */
  http: httpFunctions,
  /** One http function without a path. */
  anything,
  /** A record of message functions, each with a queue of its own. */
  message: messageFunctions,
  /** A module that exports an http function, and what none is. */
  httpModule,
  /** A module that exports a message function, and what none is. */
  messageModule,
  /** One message function that claims its queue. */
  claimed,
  /** The same beside one without `from`, which takes every other queue. */
  catchAll,
  /** A record of what onefn did not define, which every adapter refuses. */
  plain: plainFunctions,
} as const;
