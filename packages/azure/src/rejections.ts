import { logRejection } from "onefn/provider";

let watching = false;

/**
 * Names the function where a promise that no code awaits is rejected. Azure's worker has no listener for that, so Node
 * would end it, and with it every other invocation that runs in it. Only in a worker, and from the first invocation on.
 *
 * @see https://nodejs.org/api/process.html#event-unhandledrejection
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-app-settings#functions_worker_runtime
 */
export function watchRejections(): void {
  if (watching) return;
  watching = true;
  if (process.env.FUNCTIONS_WORKER_RUNTIME) process.prependListener("unhandledRejection", logRejection);
}
