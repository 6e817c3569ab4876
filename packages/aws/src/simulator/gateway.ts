import type { Auth } from "onefn/provider";
import type { DocumentedResult } from "onefn/simulator";
import type { ClientRequest } from "./client-request.js";
import type { Reply } from "./reply.js";

/** A gateway between a client and Lambda: it writes the event, and reads the result by its documented rules. */
export interface Gateway {
  /** The wire's name. */
  readonly trigger: string;
  /** Results as AWS documents them. For a gateway that streams: the prelude of the body. */
  readonly result: DocumentedResult;
  /** The identities that it can verify. */
  readonly identities: readonly Auth[];
  /** The adapter options that match this gateway's setup. */
  readonly adapt?: Readonly<Record<string, unknown>>;
  /** The maximum size of a request body in bytes; more is answered with 413. */
  readonly requestLimit: number;
  /** The most milliseconds that it waits for the function, whatever the function's own timeout. */
  readonly patience: number;
  /** Maximum timeout of a function behind it in milliseconds, if that is less than Lambda's own limit. */
  readonly functionLimit?: number;
  event(request: ClientRequest, arrival: Arrival): object;
  /** @throws MalformedResult if the gateway refuses the result. */
  reply(result: unknown): Reply;
  /**
   * Reads the prelude of a streamed response, without its body. Absent: the response must be buffered.
   * @throws MalformedResult if the gateway refuses the prelude.
   */
  head?(prelude: unknown): Reply;
  /** Its answers if the invocation has no usable result. */
  readonly refusals: Refusals;
}

/** The time, id and trace of a request's arrival. */
export interface Arrival {
  readonly requestId: string;
  /** X-Ray's root, such as `1-5759e988-bd862e3fe1be46a994272793`. */
  readonly traceRoot: string;
  readonly now: number;
}

/** The statuses and the body of a gateway's own answers. */
export interface Refusals {
  /** The result is invalid. */
  readonly malformed: number;
  /** The function threw, or its result was too large. */
  readonly failed: number;
  readonly timeout: number;
  readonly tooLarge: number;
  readonly contentType: string;
  body(status: number): string;
}
