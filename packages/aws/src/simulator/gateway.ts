import type { Auth } from "onefn/provider";
import type { ClientRequest } from "./client-request.js";
import type { Reply } from "./reply.js";

/** What stands between a client and Lambda: it writes the event, and reads the result by its documented rules. */
export interface Gateway {
  /** The wire's name. */
  readonly trigger: string;
  /** Identities that it can verify. */
  readonly identities: readonly Auth[];
  /** Options of the adapter that say how this gateway is set up. */
  readonly adapt?: Readonly<Record<string, unknown>>;
  /** Bytes that the body of a request may have; more is answered 413. */
  readonly requestLimit: number;
  /** Milliseconds that it waits at most, whatever the function's own timeout. */
  readonly patience: number;
  /** Milliseconds that a function behind it can be given at most, where that is less than Lambda's own limit. */
  readonly functionLimit?: number;
  event(request: ClientRequest, arrival: Arrival): object;
  /** @throws MalformedResult where the gateway refuses the result. */
  reply(result: unknown): Reply;
  /**
   * Reads the prelude of a streamed answer, whose body is not in it. Absent: the answer has to come in one piece.
   * @throws MalformedResult where the gateway refuses the prelude.
   */
  head?(prelude: unknown): Reply;
  /** What it answers when the invocation has brought nothing usable. */
  readonly refusals: Refusals;
}

/** When and as what a request came in. */
export interface Arrival {
  readonly requestId: string;
  /** X-Ray's root, as `1-5759e988-bd862e3fe1be46a994272793`. */
  readonly traceRoot: string;
  readonly now: number;
}

/** Statuses and the body of a gateway's own answers. */
export interface Refusals {
  /** The result is none that it understands. */
  readonly malformed: number;
  /** The function threw, or its result was too large. */
  readonly failed: number;
  readonly timeout: number;
  readonly tooLarge: number;
  readonly contentType: string;
  body(status: number): string;
}
