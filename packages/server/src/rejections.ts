import { logRejection, OnefnError } from "onefn/provider";
import { logError } from "./log.js";

/** How many servers of this process run. */
let servers = 0;

/**
 * Names the function where a promise that no code awaits is rejected, and keeps the process: all other requests would
 * end with it. A program that wants it to end listens for `unhandledRejection` itself.
 *
 * @returns stops to watch.
 * @see https://nodejs.org/api/process.html#event-unhandledrejection
 */
export function watchRejections(): () => void {
  if (servers++ === 0) process.prependListener("unhandledRejection", onRejection);
  let watching = true;
  return () => {
    if (watching && --servers === 0) process.off("unhandledRejection", onRejection);
    watching = false;
  };
}

function onRejection(cause: unknown): void {
  if (logRejection(cause)) return;
  logError(
    new OnefnError(
      "ONEFN_UNHANDLED_REJECTION",
      "[onefn/server] A promise that no code awaits was rejected before the first request. Await it.",
      { cause },
    ),
  );
}
