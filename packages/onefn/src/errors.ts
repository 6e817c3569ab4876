import { hasBrand } from "./brand.js";

/**
 * Codes of the errors that onefn's packages throw or log: what each means and, after "Way out:", what to do.
 * Providers in other packages may add their own.
 */
export type ErrorCode =
  /**
   * At a call: no codec of the entry recognises the event. Nothing ran. Way out: Check the triggers of the
   * deployed function, or import `adapt` from an entry that recognises more events.
   */
  | "ONEFN_UNKNOWN_EVENT"
  /**
   * At a call: the event was recognised, but no function of its kind was adapted. Nothing ran. Way out:
   * Remove that trigger from the deployed function, or adapt a function of that kind too.
   */
  | "ONEFN_WRONG_KIND"
  /**
   * At a call: no function claims where a record came from. It is delivered again. If no record of an event is claimed,
   * nothing runs and the event fails. In `onefn dev`: the module exports no function. Way out: Set `from` (`cron`,
   * `table` or `bucket` for other kinds) of the function that handles it, or omit it to take what no other function
   * claims; the option `names` maps deployed names. Export the result of `http(...)`, `message(...)` or another
   * definer.
   */
  | "ONEFN_NO_FUNCTION"
  /**
   * In the log: a request that may have brought an event failed its check, or the option `events` does not say how to
   * check it. It was answered 401, and nothing ran. An event without a request fails with this code. Way out: Set the
   * option `events`, or correct the secret or token of what sends the events.
   */
  | "ONEFN_UNVERIFIED_EVENT"
  /**
   * At start: `adapt` was given something that is not a onefn function. Way out: Define it with `http(...)`
   * or `message(...)`.
   */
  | "ONEFN_NOT_A_FUNCTION"
  /**
   * At start: two functions claim the same path and method, the same queue, table or schedule, or the same bucket with
   * the same filters. Way out: Give each its own `path`, `methods`, `from`, `table`, `cron`, `bucket` or filters, or adapt
   * them separately.
   */
  | "ONEFN_DUPLICATE_TRIGGER"
  /**
   * At start: the entry does not support functions of this kind. Way out: Leave the function out. Another
   * entry of the package, or another provider, may support it: see docs/capabilities.md.
   */
  | "ONEFN_UNSUPPORTED_KIND"
  /** At start: an option or a handler is invalid. Way out: Do as the message says. */
  | "ONEFN_INVALID_OPTION"
  /**
   * At start: `serve` was given something other than the result of `adapt`. Way out: Write
   * `serve(adapt(...))`; use `http(app.fetch)` to turn a Fetch handler into a function.
   */
  | "ONEFN_NOT_ADAPTED"
  /**
   * At start: a package that the entry needs is not installed, such as croner for schedules on servers, or the
   * provider's own library for its simulator. Way out: Install what the message names.
   */
  | "ONEFN_NOT_INSTALLED"
  /**
   * At start: the server cannot listen on its port. Way out: Use another port, or 0 for a free one. Ports
   * below 1024 may require privileges.
   */
  | "ONEFN_LISTEN_FAILED"
  /**
   * At start: a queue or broker that `poll` fetches from does not answer, or refuses. If that happens later, it is asked
   * again, ever less often, and the log has one line with this code. Way out: Correct the queue's name, the permissions or
   * the network, as the cause says.
   */
  | "ONEFN_SOURCE_UNREACHABLE"
  /**
   * In the log: a poller could not tell the source what became of messages, which are delivered again; or a message's turn
   * came when the source had given it to another consumer, and it was left to that one. Way out: Correct what the cause
   * says, such as a missing permission to delete messages or a visibility timeout that is too short, or handle fewer
   * messages at a time.
   */
  | "ONEFN_NOT_SETTLED"
  /**
   * In the log: a schedule did not run for a planned time, because the run before it had not ended, or because the
   * process was blocked, suspended or about to stop. Way out: Have the schedule run less often, set the option
   * `overlap: "queue"` of `runSchedules`, or move long work out of the process.
   */
  | "ONEFN_RUN_SKIPPED"
  /**
   * At start: `onefn dev` cannot load a file, at its start or after a change. Way out: Correct what the
   * message names; the next request loads it again.
   */
  | "ONEFN_NOT_LOADED"
  /**
   * At start: `stream` was called in a runtime that cannot stream. Way out: Use `adapt` there, or run it on
   * the provider or its simulator.
   */
  | "ONEFN_NO_STREAMING"
  /**
   * In the log: an event was recognised but could not be read. The client was answered 400, or the records are
   * delivered again. Way out: Read the error beside it, and check what calls the function:
   * gateways do not send such events.
   */
  | "ONEFN_MALFORMED_EVENT"
  /**
   * In the log: the gateway truncated a request's body, and reading it was answered 413. Way out: Send large
   * bodies another way, such as directly to an object store.
   */
  | "ONEFN_BODY_TOO_LARGE"
  /**
   * In the log: a handler read a request's body as JSON or as a form, but it is neither. The client was
   * answered 400. Way out: Correct the client, or catch the error to answer otherwise.
   */
  | "ONEFN_BODY_BROKEN"
  /**
   * In the log: the handler threw. The client was answered a plain 500; a message is delivered again; the run of a
   * schedule fails; the caller of a task learns of a failure without details. Way out: Fix the error beside it; throw
   * `HttpError` for text that the client should read.
   */
  | "ONEFN_HANDLER_FAILED"
  /**
   * In the log: the client has gone, and the handler or its stream ended because of it, as it should. This is
   * information, not an error. Way out: Nothing to do. If it happens often, look for a client or a proxy with
   * a short timeout.
   */
  | "ONEFN_CLIENT_GONE"
  /**
   * In the log: the handler or `onError` did not return a Response, or a middleware returned nothing and
   * never called `next()`. The client was answered 500. Way out: Return a Response in every branch, such as
   * `json(...)` or `empty()`.
   */
  | "ONEFN_NO_RESPONSE"
  /**
   * In the log: HTTP or the provider does not allow the Response. The client was answered 500. Way out: Look
   * for a header that is not Latin-1 or has a line break, and for a body that was already read.
   */
  | "ONEFN_RESPONSE_INVALID"
  /**
   * In the log: the answer is larger than the provider accepts. The client was answered 500; of a transform's records,
   * those that do not fit fail. Way out: Send less, stream it if the provider can, or answer with a link to an object
   * store; give a transform smaller batches.
   */
  | "ONEFN_RESULT_TOO_LARGE"
  /**
   * In the log: the response's body failed while it was read. The part before the failure was already sent.
   * Way out: Fix the error beside it.
   */
  | "ONEFN_STREAM_FAILED"
  /**
   * In the log: a message's body could not be decoded. Only this message is rejected. Way out: Correct the
   * sender, or the option `as`. Give the queue a dead-letter queue.
   */
  | "ONEFN_MESSAGE_UNDECODABLE"
  /**
   * In the log: a message's data does not match the schema. Only this message is rejected. Simulators throw
   * it if the provider would refuse the message from its sender. Way out: Correct the sender or the schema.
   * Give the queue a dead-letter queue.
   */
  | "ONEFN_MESSAGE_INVALID"
  /**
   * In the log: a message only points to its payload, which the adapter was not told how to fetch, or could not fetch.
   * It is delivered again. Way out: Set the adapter's option `payload`, and read the error beside it.
   */
  | "ONEFN_PAYLOAD_MISSING"
  /**
   * In the log: the item before a change does not match the schema any more, so `before` is undefined. The change is
   * handled: an item keeps the form of the day on which it was written. Way out: Let the schema accept older items
   * too, or read the native record in `data`.
   */
  | "ONEFN_BEFORE_INVALID"
  /**
   * In the log: a message handler returned something that is not an outcome, a transform returned nothing, or a
   * middleware returned nothing and never called `next()`. The messages concerned are delivered again; a transform's
   * record fails. Way out: Return nothing, `ack()`, `retry()` or `reject()`; from `message.batch`, a Map whose keys are
   * the messages themselves; from a middleware that skips the handler, `ack()`; from a transform, what becomes of the
   * record, or `drop()`.
   */
  | "ONEFN_OUTCOME_INVALID"
  /**
   * In the log: a transform returned a value that its source cannot take, such as a bigint or a Map. Only this record
   * fails, where the source can say so. Way out: Return a string, bytes, or what JSON can write.
   */
  | "ONEFN_VALUE_INVALID"
  /**
   * At a call: some records of a batch failed, and the source can only deliver all of them again. Way out: Correct what
   * the log says of each record; handlers must tolerate a record that comes twice.
   */
  | "ONEFN_BATCH_FAILED"
  /**
   * At a call: the input of a task does not match its schema, or is not JSON. No handler ran, and the caller can catch
   * this by its name. Way out: Correct the caller or the schema.
   */
  | "ONEFN_TASK_INPUT_INVALID"
  /**
   * At a call: the output of a task does not match its schema, or JSON cannot write it. The handler ran, and the caller
   * can catch this by its name. Way out: Correct the task or the schema; send bytes as base64 and bigints as strings.
   */
  | "ONEFN_TASK_OUTPUT_INVALID"
  /**
   * At a call: a task that was called failed with an error that has no name for callers. Way out: Read the task's own
   * log. On Lambda and in the process, `cause` is its error.
   */
  | "ONEFN_CALL_FAILED"
  /**
   * At a call: the call of a task was refused, such as by a 401, and the task did not run. In the log of a task that nobody
   * waits for: it refused a call. Way out: Give the caller the permission or the token, or send less if the input was too
   * large; `cause` or the status says which.
   */
  | "ONEFN_CALL_REFUSED"
  /**
   * At a call: a task that nobody waits for failed or was not done in time, and this error makes the provider call it
   * again. Way out: Read the log line before it; have the task tolerate a second call.
   */
  | "ONEFN_TASK_UNFINISHED"
  /** At a call: the target of a call has no such task. Way out: Correct the address or the name. */
  | "ONEFN_TASK_NOT_FOUND"
  /**
   * At a call: the target of a call takes no more of them at present, and the task did not run. Way out: Call it again
   * later, or raise the target's concurrency.
   */
  | "ONEFN_CALL_THROTTLED"
  /**
   * At a call: no answer of a task came, or a gateway answered in its place. The task may have run. Way out:
   * Call it again if it tolerates that; `cause` has the error of the network.
   */
  | "ONEFN_CALL_UNANSWERED"
  /**
   * In the log: an identity function returned no decision, or one that the provider cannot carry at this moment. The user
   * was denied. Way out: Return `allow()` or `deny()` in every branch; leave out what the message names.
   */
  | "ONEFN_DECISION_INVALID"
  /**
   * At a call: the answer of a task could not be sent to the address that its caller named, as CloudFormation does. Lambda
   * runs the task again. Way out: Read the error beside it; check that the function can reach the address, such as S3 from
   * a VPC.
   */
  | "ONEFN_ANSWER_LOST"
  /**
   * In the log: a middleware called `next()` a second time. The handler ran once; the second call threw. Way
   * out: Call `next()` once in every branch, and keep the promise that it returns.
   */
  | "ONEFN_NEXT_TWICE"
  /**
   * In the log: a function returned `retry({ after })` on a wire that cannot delay one message. The queue's
   * own settings decide when the message is delivered again. Logged once for each function. Way out: Set the
   * delay on the queue, or omit `after`.
   */
  | "ONEFN_NO_DELAY"
  /**
   * In the log: the queue service was not reached, or refused a request about a message, such as its acknowledgement.
   * The message is delivered again. Way out: Read the status or the code in the text. Check that the deployment may use
   * the queue, and the state of the service.
   */
  | "ONEFN_QUEUE_UNREACHABLE"
  /**
   * In the log: the lease of a message ended while its handler ran, or before the message was settled. It may be
   * delivered again, or be handled elsewhere already. Way out: Have handlers tolerate a message that comes twice. If it
   * persists, give the function less work, or more time.
   */
  | "ONEFN_LEASE_LOST"
  /**
   * In the log: a message was rejected, the source cannot refuse it on demand, and the function has
   * `rejected: "acknowledge"`. It is given up. Way out: Correct the sender, or move such messages with the option
   * `deadLetter`.
   */
  | "ONEFN_REJECTED"
  /**
   * In the log: messages, requests or `waitUntil` work were not finished when the time was up. Messages are
   * delivered again. A task fails with this name. Way out: Raise the provider's timeout (or `shutdownTimeout`), lower the
   * batch size, or stop when `context.signal` fires.
   */
  | "ONEFN_DEADLINE"
  /**
   * In the log: an answer ended because the server is stopping. `context.signal` then has this reason. Way
   * out: End event streams and other endless answers when the signal fires; their clients reconnect.
   */
  | "ONEFN_STOPPING"
  /**
   * In the log: a promise passed to `waitUntil` was rejected. The answer was not affected. Way out: Fix the
   * error beside it.
   */
  | "ONEFN_WAIT_UNTIL_FAILED"
  /**
   * In the log: a promise that no code awaits was rejected. The line names the function that started last and
   * its current messages; the promise may belong to an earlier one. Answers are not affected, unless the
   * provider's runtime ends the process. Way out: Await the promise, or pass it to `waitUntil`.
   */
  | "ONEFN_UNHANDLED_REJECTION"
  /**
   * In the log: the gateway did not say who the caller is. `context.auth` has no subject. Way out: Treat the
   * caller as unknown. If it persists, check the provider's status.
   */
  | "ONEFN_IDENTITY_FAILED";

const ONEFN_ERROR = Symbol.for("onefn.OnefnError");

/**
 * An error of onefn itself. Its message says where, why and what to do; `code` is stable. It is for developers and the
 * log, never for the client: only the text of an {@link HttpError} reaches clients.
 */
export class OnefnError extends Error {
  /** Contains the code, because most runtimes print only the name, the message and the stack of an error. */
  override readonly name: string;
  /** Stable across releases: compare it and alert on it. */
  readonly code: ErrorCode | (string & {});
  declare readonly [ONEFN_ERROR]: true;

  constructor(code: ErrorCode | (string & {}), message: string, options?: { cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = `OnefnError [${code}]`;
    this.code = code;
    // Not a field with a computed name: see HttpError.
    this[ONEFN_ERROR] = true;
  }
}

/** Whether a thrown value is an {@link OnefnError}, even one from another copy of this package. */
export function isOnefnError(error: unknown): error is OnefnError {
  return hasBrand(error, ONEFN_ERROR);
}

const HTTP_ERROR = Symbol.for("onefn.HttpError");

/**
 * The only error whose text reaches the client: `throw new HttpError(404, "No such order")` answers with that status
 * and that text as `text/plain`. Any other error that a handler throws is answered with a plain 500.
 *
 * @param status 400 to 599.
 * @param publicMessage what the client reads; put no secrets in it.
 * @param options `headers` of the answer, and `cause`, which is only logged.
 * @throws RangeError when the status is not an error status.
 */
export class HttpError extends Error {
  override readonly name: string = "HttpError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> | undefined;
  declare readonly [HTTP_ERROR]: true;

  constructor(
    status: number,
    publicMessage: string,
    options?: { cause?: unknown; headers?: Readonly<Record<string, string>> | undefined },
  ) {
    if (!(status >= 400 && status <= 599)) {
      throw new RangeError(`[onefn] HttpError: ${String(status)} is not an error status. Use 400 to 599.`);
    }
    super(publicMessage, options?.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.headers = options?.headers;
    // Set here, because bundlers keep a class whose fields have computed names, even if nobody uses it.
    this[HTTP_ERROR] = true;
  }
}

/** Whether a thrown value is an {@link HttpError}, even one from another copy of this package. */
export function isHttpError(error: unknown): error is HttpError {
  return hasBrand(error, HTTP_ERROR);
}
