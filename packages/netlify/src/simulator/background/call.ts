import { type TaskRequestOptions, taskRequest } from "onefn/simulator";

/** A call of a background function. */
export interface NetlifyBackgroundOptions extends TaskRequestOptions {
  /** The secret that the function's `verify` asks for, as `Authorization: Bearer <secret>`. Default: none. */
  readonly secret?: string | undefined;
}

/**
 * Builds the request that calls a background function, from the task's input.
 *
 * @see https://docs.netlify.com/build/functions/background-functions/
 * @example
 * await handler(netlifyBackground({ month: "2026-03" }, { secret: "a secret of your own" }));
 * @trigger background-functions
 */
export function netlifyBackground(
  input: unknown,
  {
    secret,
    url = "https://simulated.netlify.app/.netlify/functions/task",
    ...options
  }: NetlifyBackgroundOptions = {},
): Request {
  const request = taskRequest(input, { ...options, url });
  if (secret !== undefined) request.headers.set("authorization", `Bearer ${secret}`);
  return request;
}
