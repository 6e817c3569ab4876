/**
 * Bytes that a buffered event or result may have as JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const PAYLOAD_LIMIT = 6_291_556;

/**
 * Bytes that a streamed response may have.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
export const STREAM_LIMIT = 200 * 1024 * 1024;

/** The error of an event over {@link PAYLOAD_LIMIT}, by which a gateway knows that the client sent too much. */
export const REQUEST_TOO_LARGE = "RequestTooLargeException";

/** Milliseconds that a function has unless the options say otherwise. */
export const DEFAULT_TIMEOUT = 30_000;

/** Milliseconds that a function can be given at most. */
export const LAMBDA_TIMEOUT_LIMIT = 15 * 60_000;
