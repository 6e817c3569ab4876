import { latestInvocation } from "./invocation.js";

/**
 * Logs a promise that was rejected with no code to await it, for a listener of the process. The runtime does not tell
 * which input left it behind: the line names the function that began last, and the records that it has in hand.
 *
 * @returns whether it was logged: where no function has begun yet, nothing is.
 */
export function logRejection(error: unknown): boolean {
  const invocation = latestInvocation();
  invocation?.log(
    "error",
    `[onefn] ${invocation.batch?.inHand() || (invocation.fn?.name ?? invocation.nameOf())} began last when a ` +
      "promise was rejected that no code awaits. Await it, or give it to waitUntil.",
    { code: "ONEFN_UNHANDLED_REJECTION", error },
  );
  return invocation !== undefined;
}
