import type { Capabilities } from "../provider/provider.js";
import type { HttpWire } from "./call-wire.js";
import { httpResult } from "./http-result.js";
import type { WrittenRequest } from "./record-wire.js";
import type { TaskCaller, TaskReply, TaskWire } from "./task-wire.js";
import { type Answered, deployThroughHttp, pathBelow } from "./through-http.js";

const JSON_TYPE = /^application\/json/;
const PROBLEM_TYPE = /^application\/(?:problem\+)?json/;

/**
 * Calls tasks by http through a provider's wire for http, as a workflow engine does.
 *
 * @param http the wire that carries the requests.
 */
export function createTaskRequests(http: HttpWire, capabilities: Capabilities): TaskWire {
  const trigger = "task";
  return {
    kind: "task",
    shape: "call",
    trigger,
    capabilities,
    requests: true,
    result: httpResult(
      [{ status: 200 }, { status: [400, 599], contentType: PROBLEM_TYPE, body: /^\{"type":/ }],
      [
        { status: 200, contentType: "text/plain", body: "done" },
        { status: 200, contentType: "application/problem+json", body: "{}" },
      ],
    ),
    deploy: (load, options) => deployThroughHttp(http, { trigger, write, replyOf }, load, options),
  };
}

/** How a task is called by http. */
export interface TaskRequestOptions {
  /** The name of the task. Default: none, as for a deployable with one task. */
  readonly name?: string | undefined;
  /** Default: `https://tasks.example/`. */
  readonly url?: string | undefined;
}

/**
 * Builds the request that calls a task, from its input.
 *
 * @example
 * const request = taskRequest({ sku: "tea" }, { name: "pack" });
 * @trigger task
 */
export function taskRequest(
  input: unknown,
  { name, url = "https://tasks.example/" }: TaskRequestOptions = {},
): Request {
  const { origin, pathname, search } = new URL(url);
  const written = write(input, pathname, { name });
  return new Request(`${origin}${written.path}${search}`, {
    method: "POST",
    headers: written.headers,
    body: written.body as string,
  });
}

function write(input: unknown, path: string, { name }: TaskCaller): WrittenRequest {
  return {
    path: pathBelow(path, name),
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  };
}

/**
 * What a workflow engine makes of an answer: an error by the title of its problem document. Google Workflows parses a body
 * whose type is `application/json`, and no other.
 */
function replyOf({ status, contentType, headers, body }: Answered): TaskReply {
  if (status === 200) return { output: JSON.parse(body) };
  const text = JSON.stringify(headers) + body;
  if (!JSON_TYPE.test(contentType)) return { error: { name: undefined, message: undefined, status, text } };
  const { type, title, detail, data } = JSON.parse(body);
  const name = type === "about:blank" ? undefined : title;
  return { error: { name, message: detail, status, text, ...(data !== undefined && { data }) } };
}
