import { logRejection, OnefnError } from "onefn/provider";
import { logError } from "./log.js";

/** The number of running servers in this process. */
let servers = 0;

/**
 * Logs a rejected promise that no code awaits with its function, and keeps the process running, because all other requests
 * would end with it. To end the process, listen for `unhandledRejection`.
 *
 * @returns a function that stops watching.
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
