/**
 * Bytes that an event or a buffered result may have as JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const PAYLOAD_LIMIT = 6_291_556;
