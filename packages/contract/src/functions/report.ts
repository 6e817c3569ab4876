import type { Context } from "onefn";

/** What stands in front of what a function reports by a log line; the rest of the line's message is JSON. */
export const REPORT = "contract-report:";

/**
 * Tells a case what a handler saw, where no response can: in the text of a log line, which every provider keeps
 * whatever its native shape is.
 */
export function report(context: Pick<Context, "log">, seen: Readonly<Record<string, unknown>>): void {
  context.log.info(REPORT + JSON.stringify(seen));
}
