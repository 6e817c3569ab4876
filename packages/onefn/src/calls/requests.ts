import { createResponse } from "#fetch";
import type { Invocation } from "../adapter/invocation.js";
import type { AdaptOptions } from "../adapter/options.js";
import type { Pipeline } from "../adapter/pipeline.js";
import { HttpError } from "../errors.js";
import { type EventOptions, type EventSource, sourcesOf } from "../events/options.js";
import { BODY_LIMIT, check, invocationOf } from "../events/routes.js";
import type { HttpFunction } from "../kinds/http.js";
import { inputInvalid, outputUnwritable, type TaskFunction, taskKind } from "../kinds/task.js";
import { invalidOption } from "../option-checks.js";
import type { Call } from "../provider/codec.js";
import { strictJson } from "./json.js";
import type { Choice } from "./kind.js";
import type { CallFailure, CallOutcome } from "./outcome.js";
import { logCallFailure, runCall } from "./pipeline.js";

/** The trigger of tasks that are called by http, in the option `events`. */
const TRIGGER = "task";

/** The path of tasks in a deployable that has other functions too. */
const BESIDE_OTHERS = "/_tasks/:name?";

/** Makes the Response from the result of a call. */
export type AnswerCall = (outcome: CallOutcome, call: Call, request: Request) => Response;

/**
 * Adds tasks to a pipeline of requests: each is called by a POST with JSON, and verified as events are. A task's route is
 * an http function that onefn adds, so that routing, size limits and the sending of Responses have one implementation.
 *
 * @param answer Default: the output as JSON, or a problem document.
 */
export function withTaskRequests(requests: Pipeline, answer: AnswerCall = answerCaller): Pipeline {
  return {
    kinds: [...requests.kinds, "task"],
    codecs: requests.codecs,
    bind(functions, provider, options: AdaptOptions & EventOptions) {
      const tasks = functions.filter((fn): fn is TaskFunction => fn.kind === "task");
      if (tasks.length === 0) return requests.bind(functions, provider, options);
      const others = functions.filter((fn) => fn.kind !== "task");
      const choice = taskKind.choose(tasks, options);
      const events = others.some(({ kind }) => kind !== "http");
      const path = others.length > 0 ? BESIDE_OTHERS : choice.only ? undefined : "/:name";
      const { own, rest } = split(sourcesOf(options), events);
      const routes = (own ?? [{}]).map((source) => taskRoute(choice, answer, { path, ...source }));
      return requests.bind([...others, ...routes], provider, { ...options, events: rest } as AdaptOptions);
    },
  };
}

/** The sources of tasks, and those of events. The path of a source that brings both is for its events alone. */
function split(sources: readonly EventSource[] | undefined, events: boolean) {
  const own = sources
    ?.filter(({ triggers }) => triggers?.includes(TRIGGER) ?? true)
    .map(({ path, triggers, verify }) => {
      if (triggers && triggers.length > 1) {
        throw invalidOption(
          '[onefn] adapt: events: the trigger "task" cannot share an entry with other triggers. Give it an entry of its ' +
            'own with triggers: ["task"] and another path.',
        );
      }
      return { verify, ...(path !== undefined && (triggers || !events) && { path }) };
    });
  const others = sources?.filter(({ triggers }) => !triggers?.includes(TRIGGER));
  return { own: own?.length === 0 ? undefined : own, rest: events && others?.length ? others : undefined };
}

function taskRoute(
  choice: Choice<TaskFunction>,
  answer: AnswerCall,
  { path, verify }: Partial<Pick<EventSource, "path" | "verify">>,
): HttpFunction {
  return {
    kind: "http",
    name: "tasks",
    trigger: { path, methods: ["POST"] },
    bodyLimit: BODY_LIMIT,
    onError: undefined,
    async handler(request, context) {
      if (verify !== "platform") await check(request, verify);
      const { name } = (context as { readonly params: { readonly name?: string } }).params;
      const fn = name === undefined ? choice.only : choice.named(name);
      if (!fn) throw new HttpError(404, "Not Found");
      const call = invocationOf(context);
      call.fn = fn;
      return answer(await outcomeOf(fn, await request.text(), call), call, request);
    },
  };
}

function answerCaller({ output, failure }: CallOutcome, call: Call, request: Request): Response {
  const type = problemTypeFor(request);
  if (failure) return problem(failure, call, type);
  try {
    return createResponse(strictJson(output), { headers: { "content-type": "application/json" } });
  } catch (error) {
    return problem(outputUnwritable(error as Error), call, type);
  }
}

async function outcomeOf(fn: TaskFunction, body: string, call: Invocation): Promise<CallOutcome> {
  let input: unknown = null;
  try {
    // `Request.text` leaves out a byte order mark.
    if (body !== "") input = JSON.parse(body);
  } catch {
    // JSON.parse quotes the body in its message.
    return { failure: inputInvalid("the body is not JSON") };
  }
  return runCall(taskKind, fn, input, call);
}

const PROBLEM = "application/problem+json";

/**
 * The media type of a problem document. Google Workflows reads a body as JSON if its type is `application/json`, and no
 * other, so that is the type for callers who do not ask for problem documents.
 * @see https://cloud.google.com/workflows/docs/calling-run-functions
 */
function problemTypeFor({ headers }: Request): string {
  return headers.get("accept")?.toLowerCase().includes(PROBLEM) ? PROBLEM : "application/json";
}

const STATUS = { caller: 400, task: 422, function: 500, deadline: 504, unexpected: 500 } as const;

/**
 * What a caller reads of a failure. An unexpected one has no name, and its details are for the log only.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
function problem(failure: CallFailure, call: Call, type: string): Response {
  const { fault, name, message, data } = failure;
  const status = STATUS[fault];
  const details =
    name === undefined
      ? { type: "about:blank", title: "Internal Server Error", status }
      : { type: `urn:onefn:task:${name}`, title: name, status, detail: message, data };
  let body: string;
  try {
    body = strictJson(details);
  } catch (error) {
    return problem(outputUnwritable(error as Error, "the data of a TaskError"), call, type);
  }
  logCallFailure(failure, call);
  return createResponse(body, { status, headers: { "content-type": type } });
}
