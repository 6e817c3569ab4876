import type { TaskFunction } from "onefn";
import {
  type Adaptable,
  answerNobody,
  createAdapter,
  httpPipeline,
  installFetch,
  OnefnError,
  type Pipeline,
  withTaskRequests,
} from "onefn/provider";
import { backgroundFunctions } from "../codecs/background-functions.js";
import { eventNetlify, type NetlifyEventOptions } from "../event-options.js";
import type { NetlifyContext } from "../platform.js";

export type { NetlifyEventOptions } from "../event-options.js";

/** What Netlify takes as the default export of a background function. Nobody gets what it returns. */
export type BackgroundHandler = (request: Request, context?: NetlifyContext) => Promise<void>;

/** Requests bring the calls, and are no kind of function here. */
const pipelines: readonly Pipeline[] = /* @__PURE__ */ (() => [
  { ...withTaskRequests(httpPipeline([backgroundFunctions]), answerNobody), kinds: ["task"] },
])();

/**
 * Prepares tasks for Netlify's background functions. Netlify answers the caller with 202 at once: output and errors are in
 * the log alone, also the refusal of a call that is not verified. Export a `config` with `background: true` beside it.
 *
 * The handler rejects for a task that failed unexpectedly or ran out of time: Netlify then calls it again after one
 * minute, and once more two minutes later. A `TaskError`, a wrong input and a wrong output are not repeated.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two tasks have
 * the same name, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else. The handler rejects
 * with ONEFN_TASK_UNFINISHED.
 * @see https://docs.netlify.com/build/functions/background-functions/
 * @example
 * export default adapt(report, { events: { verify: bearerSecret(process.env.TASK_SECRET) }, timeout: 900_000 });
 * export const config = { background: true };
 */
export function adapt<T>(
  functions: Adaptable<T, TaskFunction, "@onefn/netlify/task/background-functions">,
  options: NetlifyEventOptions = {},
): BackgroundHandler {
  installFetch();
  const entry = "onefn/netlify/task/background-functions";
  const handle = createAdapter(entry, eventNetlify, pipelines, functions, options);
  return async (request, context) => {
    const { status } = (await handle(request, context)) as Response;
    // A Response, whatever its status, is a success to Netlify.
    if (status >= 500) throw unfinished();
  };
}

function unfinished(): OnefnError {
  return new OnefnError(
    "ONEFN_TASK_UNFINISHED",
    "[onefn/netlify] The task failed or was not done in time; the log line before this one says why. This error makes " +
      "Netlify call it again, twice at most.",
  );
}
