import { headerOf } from "@onefn/server/node";
import { parseTraceparent, type Trace } from "onefn/provider";
import type { GcpRequest } from "./native.js";

const CLOUD_TRACE = /^([\da-f]{32})\/(\d{1,20})(?:;o=(\d))?$/i;

/**
 * The trace of a request: `traceparent`, which Google's front end writes too, else its older `X-Cloud-Trace-Context`,
 * whose span is a decimal number.
 * @see https://cloud.google.com/trace/docs/trace-context
 */
export function traceOf(request: GcpRequest): Trace | undefined {
  return (
    parseTraceparent(headerOf(request, "traceparent"), headerOf(request, "tracestate")) ??
    fromCloudTrace(headerOf(request, "x-cloud-trace-context"))
  );
}

/** Without a span there is no parent to name. */
function fromCloudTrace(header: string | null): Trace | undefined {
  const match = header === null ? null : CLOUD_TRACE.exec(header);
  if (!match) return undefined;
  const [, traceId, span = "0", options] = match;
  const parent = BigInt.asUintN(64, BigInt(span)).toString(16).padStart(16, "0");
  return parseTraceparent(`00-${traceId}-${parent}-${options === "1" ? "01" : "00"}`.toLowerCase());
}
