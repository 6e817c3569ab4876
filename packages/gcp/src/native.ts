import type { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * The request that functions-framework hands to a function, as far as onefn reads it: Express's, with what the
 * framework adds.
 * @see https://cloud.google.com/functions/docs/writing/write-http-functions
 */
export interface GcpRequest extends IncomingMessage {
  /** The URL as it came; `url` is what Express leaves of it. */
  readonly originalUrl?: string;
  /**
   * The body, decompressed, where the framework has read it: it does so for every request that has a body and says of
   * what type. The others arrive unread.
   */
  readonly rawBody?: Buffer;
  /** What the framework's own log lines call this request. */
  readonly executionId?: string;
}

/** The response that it hands over beside. */
export type GcpResponse = ServerResponse;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
