import { type ContextReaders, parseTraceparent } from "onefn/provider";
import type { Invocation } from "../native.js";

/** What the context of a record takes from its invocation, where the record does not say it itself. */
export const invocationContext: ContextReaders<unknown, Invocation> = {
  trace: (_, { context: { traceContext } }) =>
    parseTraceparent(traceContext?.traceParent, traceContext?.traceState),
};
