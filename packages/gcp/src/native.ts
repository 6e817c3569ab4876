import type { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * The request that functions-framework passes to a function, as far as onefn reads it: Express's, with the framework's
 * additions.
 * @see https://cloud.google.com/functions/docs/writing/write-http-functions
 */
export interface GcpRequest extends IncomingMessage {
  /** The original URL; Express rewrites `url`. */
  readonly originalUrl?: string;
  /**
   * The decompressed body, if the framework has read it: it does so for every request with a body and a content type.
   * Other bodies arrive unread.
   */
  readonly rawBody?: Buffer;
  /** The id of this request in the framework's own log lines. */
  readonly executionId?: string;
}

/** The response that it passes beside the request. */
export type GcpResponse = ServerResponse;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
