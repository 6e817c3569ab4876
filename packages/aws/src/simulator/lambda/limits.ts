/**
 * The maximum size of a buffered event or result, in bytes of JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const PAYLOAD_LIMIT = 6_291_556;

/**
 * The maximum size of an asynchronous invocation's event in bytes, as JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const ASYNC_PAYLOAD_LIMIT = 1024 * 1024;

/**
 * The maximum size of a streamed response in bytes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
export const STREAM_LIMIT = 200 * 1024 * 1024;

/** The error of an event over {@link PAYLOAD_LIMIT}. A gateway answers it as the client's fault. */
export const REQUEST_TOO_LARGE = "RequestTooLargeException";

/** The default timeout of a function in milliseconds. */
export const DEFAULT_TIMEOUT = 30_000;

/** The maximum timeout of a function in milliseconds. */
export const LAMBDA_TIMEOUT_LIMIT = 15 * 60_000;
