import { latestInvocation } from "./invocation.js";

/**
 * Logs the rejection of a promise that no code awaits, for a listener of `unhandledRejection`. The runtime does not tell
 * which input the promise belongs to: the line names the function that started last, and its unfinished records.
 *
 * @returns whether it was logged. Nothing is before the first function has started.
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
