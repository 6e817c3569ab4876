import { Buffer } from "node:buffer";
import { randomInt } from "node:crypto";
import { OnefnError } from "onefn/provider";
import { type MessageWords, type OutgoingMessage, readWords } from "onefn/simulator";
import { headerValue } from "../header-value.js";

/** A task as its queue keeps it. */
export interface StoredTask {
  readonly name: string;
  readonly queue: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The request by which Cloud Tasks dispatches a task. */
export interface DispatchedTask {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Bytes of a task. */
const TASK_LIMIT = 1_048_576;

/** What a creator cannot set: Cloud Tasks writes these itself. */
const RESERVED = /^(?:host|user-agent|content-length|x-(?:google|appengine|cloudtasks)-.*)$/i;

/**
 * What Cloud Tasks makes of a task that is created. Attributes are the headers of its request.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Cloud Tasks refuses it.
 * @see https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks#HttpRequest
 * @see https://cloud.google.com/tasks/docs/quotas
 */
export function storeTask(
  place: string,
  queue: string,
  { body, contentType = "application/octet-stream", attributes = {} }: OutgoingMessage,
): StoredTask {
  const bytes = new Uint8Array(Buffer.from(body as string));
  const wrong = Object.entries(attributes).some(
    ([name, value]) => typeof value !== "string" || RESERVED.test(name),
  );
  if (wrong || bytes.length > TASK_LIMIT) {
    const reason = wrong
      ? "one of its attributes is no text, or a header that Cloud Tasks writes itself. Rename it, or send it as text"
      : `it has more than ${TASK_LIMIT} bytes. Send a link to an object store`;
    throw new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/server] ${place}: ${reason}.`);
  }
  const headers = Object.entries(attributes).map(([name, value]) => [name, headerValue(String(value))]);
  return {
    name: `${randomInt(10 ** 9, 2 * 10 ** 9)}${randomInt(10 ** 9, 2 * 10 ** 9)}`,
    queue,
    headers: { "content-type": contentType, ...Object.fromEntries(headers) },
    body: bytes,
  };
}

/** What Cloud Tasks tells of an attempt. */
export interface Attempt {
  /** The first is 1. */
  readonly attempt: number;
  /** When it was due, in milliseconds. */
  readonly due: number;
}

/**
 * The request of one attempt.
 * @see https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler
 */
export function dispatched(
  { name, queue, headers, body }: StoredTask,
  { attempt, due }: Attempt,
): DispatchedTask {
  return {
    headers: {
      ...headers,
      "user-agent": "Google-Cloud-Tasks",
      "x-cloudtasks-queuename": queue,
      "x-cloudtasks-taskname": name,
      "x-cloudtasks-taskretrycount": String(attempt - 1),
      // What was answered with a 5xx is no execution, and a failure of the adapter's is a 5xx.
      "x-cloudtasks-taskexecutioncount": "0",
      "x-cloudtasks-tasketa": String(due / 1_000),
    },
    body,
  };
}

/** Where a task comes from. */
export interface CloudTaskOptions {
  /** The queue's name. Default: `orders`. */
  readonly queue?: string;
}

/**
 * The request by which Cloud Tasks dispatches a task. A portable event keeps its id and the number of its delivery.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Cloud Tasks refuses a task.
 * @see https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler
 * @example
 * await fetch(url, { method: "POST", ...cloudTask({ body: "hello", attributes: { tenant: "a" } }) });
 * @trigger cloud-tasks
 */
export function cloudTask(words: MessageWords, { queue = "orders" }: CloudTaskOptions = {}): DispatchedTask {
  const { message, id, attempt = 1 } = readWords(words);
  const stored = storeTask("task", queue, message);
  return dispatched({ ...stored, ...(id && { name: id }) }, { attempt, due: Date.now() });
}
