import { logRejection } from "onefn/provider";

let watching = false;

/**
 * Names the function and its records where a promise that no code awaits is rejected. On Node 24, whose runtime has no
 * listener of its own, the process would end without an answer: with one it goes on, and the batch is answered. On
 * Node 22 Lambda's own listener reports the invocation as failed and ends the process, after this one's line.
 * Only in Lambda, and from the first invocation on: what a process does elsewhere, or of a failed start, is not for an
 * adapter to change.
 *
 * @see https://nodejs.org/api/process.html#event-unhandledrejection
 */
export function watchRejections(): void {
  if (watching) return;
  watching = true;
  if (process.env.AWS_LAMBDA_RUNTIME_API) process.prependListener("unhandledRejection", logRejection);
}
