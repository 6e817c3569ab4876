/**
 * A W3C trace context.
 * @see https://www.w3.org/TR/trace-context/
 */
export interface Trace {
  /** The whole header: `00-<trace id>-<parent id>-<flags>`. */
  readonly traceparent: string;
  /** The vendors' list, `tracestate`. */
  readonly tracestate: string | undefined;
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the caller's span. */
  readonly parentId: string;
  readonly sampled: boolean;
}

/** Later versions may add fields; version 00 has none. */
const TRACEPARENT =
  /^(?!ff|00.{54})[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;

/** Reads `traceparent` and `tracestate`; undefined if invalid, as the specification requires. */
export function parseTraceparent(
  traceparent: string | null | undefined,
  tracestate?: string | null,
): Trace | undefined {
  const match = traceparent ? TRACEPARENT.exec(traceparent.trim()) : null;
  if (!match) return undefined;
  const [value, traceId = "", parentId = "", flags = "00"] = match;
  return {
    traceparent: value,
    tracestate: tracestate || undefined,
    traceId,
    parentId,
    sampled: (Number.parseInt(flags, 16) & 1) === 1,
  };
}
