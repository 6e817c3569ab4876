import { logRejection } from "onefn/provider";

let watching = false;

/**
 * Logs the function and its records when a promise that no code awaits is rejected. On Node 24, whose runtime has no
 * listener of its own, the process would end without a result; with this listener it continues, and the batch is
 * settled. On Node 22, Lambda's own listener runs after this one: it reports the invocation as failed and ends the
 * process. Installed only in Lambda, and only from the first invocation on: an adapter must not change what a process
 * does elsewhere or during a failed start.
 *
 * @see https://nodejs.org/api/process.html#event-unhandledrejection
 */
export function watchRejections(): void {
  if (watching) return;
  watching = true;
  if (process.env.AWS_LAMBDA_RUNTIME_API) process.prependListener("unhandledRejection", logRejection);
}
