import { parseTraceparent, type Trace } from "onefn/provider";
import type { LambdaContext } from "./native.js";

const ROOT = /\bRoot=1-([\da-f]{8})-([\da-f]{24})\b/i;
const PARENT = /\bParent=([\da-f]{16})\b/i;

/**
 * Translates X-Ray's tracing header into the W3C format. A header without a parent names no calling span, so there is
 * nothing to translate.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function fromXRay(header: string | null | undefined): Trace | undefined {
  if (!header) return undefined;
  const root = ROOT.exec(header);
  const parent = PARENT.exec(header)?.[1];
  if (!root || !parent) return undefined;
  const flags = /\bSampled=1\b/.test(header) ? "01" : "00";
  return parseTraceparent(`00-${root[1]}${root[2]}-${parent}-${flags}`.toLowerCase());
}

/** The trace of the invocation. Managed Instances run several at once; the variable is unset there. */
export function invocationTrace(context: LambdaContext | undefined): Trace | undefined {
  return fromXRay(context?.xRayTraceId ?? process.env._X_AMZN_TRACE_ID);
}
