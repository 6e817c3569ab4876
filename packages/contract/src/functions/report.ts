import type { Context } from "onefn";

/** The prefix of a function's report in a log line; the rest of the message is JSON. */
export const REPORT = "contract-report:";

/**
 * Tells a case what a handler saw if no response can: in the text of a log line, which every provider keeps, whatever
 * its native format.
 */
export function report(context: Pick<Context, "log">, seen: Readonly<Record<string, unknown>>): void {
  context.log.info(REPORT + JSON.stringify(seen));
}
