import { isFunction } from "../kinds/options.js";
import { checkOptions, invalidOption, type OptionChecks } from "../option-checks.js";
import { callFailure, namedFailure } from "./failure.js";
import type { CallTarget } from "./target.js";

/** What sends a call by http: the runtime's `fetch`, or a function around it. */
export type Fetch = (request: Request) => Promise<Response>;

/** Options of {@link endpoint}. */
export interface EndpointOptions {
  /** Sends the requests, and adds what authenticates them. Default: the runtime's `fetch`. */
  readonly fetch?: Fetch | undefined;
}

const ENDPOINT_OPTIONS = {
  fetch: [isFunction, "a function from a Request to a Response"],
} satisfies OptionChecks<EndpointOptions>;

/**
 * Calls a task by http, as the adapters for servers, Google Cloud and Vercel answer it.
 *
 * @param url the task's address. `:name` in its path is replaced by the name of the task.
 * @throws OnefnError ONEFN_INVALID_OPTION if the address is not an absolute URL, or an option is invalid.
 * @example
 * const shop = endpoint("https://tasks.example/:name", {
 *   fetch(request) {
 *     request.headers.set("authorization", `Bearer ${process.env.TASKS_SECRET}`);
 *     return fetch(request);
 *   },
 * });
 */
export function endpoint(url: string | URL, options: EndpointOptions = {}): CallTarget {
  checkOptions("[onefn] endpoint", options, ENDPOINT_OPTIONS);
  if (!URL.canParse(String(url)))
    throw invalidOption("[onefn] endpoint: the address must be an absolute URL.");
  const send = options.fetch ?? ((request: Request) => fetch(request));
  return {
    async send({ task: { name }, title, body, signal }) {
      const request = new Request(addressOf(url, name), {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json, application/problem+json" },
        body,
        // A sign-in page that answers after a redirect is no answer of the task.
        redirect: "manual",
        ...(signal && { signal }),
      });
      const [response, text] = await answerOf(send, request, title);
      if (response.status === 200) return outputOf(text, title);
      throw problemOf(text, title) ?? failureOf(response, title);
    },
  };
}

function addressOf(url: string | URL, name: string | undefined): URL {
  const address = new URL(url);
  if (!/\/:name(?=\/|$)/.test(address.pathname)) return address;
  if (name === undefined) {
    throw invalidOption("[onefn] endpoint: the address has `:name`, and the task has no name. Give it one.");
  }
  address.pathname = address.pathname.replace(/\/:name(?=\/|$)/, () => `/${encodeURIComponent(name)}`);
  return address;
}

async function answerOf(send: Fetch, request: Request, title: string): Promise<[Response, string]> {
  try {
    const response = await send(request);
    return [response, await response.text()];
  } catch (error) {
    throw callFailure("ONEFN_CALL_UNANSWERED", title, "did not answer", error);
  }
}

function outputOf(text: string, title: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text in its message.
    throw callFailure(
      "ONEFN_CALL_FAILED",
      title,
      "got an answer that is not JSON, so something else answered in its place",
    );
  }
}

/** The error in a task's problem document. Documents of other services have other types. */
function problemOf(text: string, title: string): Error | undefined {
  const { type, title: name, detail, data } = parsed(text);
  if (typeof name !== "string" || type !== `urn:onefn:task:${name}`) return undefined;
  const told = namedFailure({ name, message: typeof detail === "string" ? detail : "", data }, title);
  // Only a task writes such a document, so it ran, whatever the status is.
  return told ?? callFailure("ONEFN_CALL_FAILED", title, "failed with a name that no task can have");
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** What a status says. A gateway answers 502 to 504 for a task that may have run. */
function failureOf({ status, type }: Response, title: string): Error {
  const answered = `was answered ${status}`;
  if (status === 202)
    return callFailure(
      "ONEFN_CALL_UNANSWERED",
      title,
      "was accepted with 202, as by a background function, and its output will never come",
    );
  if (type === "opaqueredirect" || (status >= 300 && status < 400))
    return callFailure(
      "ONEFN_CALL_REFUSED",
      title,
      "was answered by a redirect, as to a page where people sign in",
    );
  if (status === 404 || status === 405) return callFailure("ONEFN_TASK_NOT_FOUND", title, answered);
  if (status === 429) return callFailure("ONEFN_CALL_THROTTLED", title, answered);
  if (status === 408 || (status >= 502 && status <= 504))
    return callFailure("ONEFN_CALL_UNANSWERED", title, answered);
  if (status >= 400 && status < 500) return callFailure("ONEFN_CALL_REFUSED", title, answered);
  return callFailure("ONEFN_CALL_FAILED", title, answered);
}
