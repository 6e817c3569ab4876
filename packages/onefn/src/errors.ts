import { hasBrand } from "./brand.js";

/**
 * Codes of the errors that onefn's packages throw or log, each with what it means and, after "Way out:", what to do.
 * Providers of other packages may add their own.
 */
export type ErrorCode =
  /**
   * At a call: no codec of the entry knows the event. Nothing ran. Way out: Check what is connected to the
   * deployed function, or import `adapt` from an entry that recognises more.
   */
  | "ONEFN_UNKNOWN_EVENT"
  /**
   * At a call: the event is known, and nothing of its kind was adapted. Nothing ran. Way out: Remove that
   * trigger from the deployed function, or adapt a function of that kind too.
   */
  | "ONEFN_WRONG_KIND"
  /**
   * At a call: a message came from a queue that no function claims. Nothing ran, and it is delivered again. In
   * `onefn dev`: a module exports no function. Way out: Set `from` of the function that is for it, or leave
   * `from` out to take every queue; export what `http(...)` or `message(...)` gave.
   */
  | "ONEFN_NO_FUNCTION"
  /**
   * At start: `adapt` was given something that onefn did not define. Way out: Define it with `http(...)` or
   * `message(...)`.
   */
  | "ONEFN_NOT_A_FUNCTION"
  /**
   * At start: two functions claim the same path and method, or the same queue. Way out: Give each a `path`,
   * `methods` or `from` of its own, or adapt them apart.
   */
  | "ONEFN_DUPLICATE_TRIGGER"
  /**
   * At start: the entry carries no functions of this kind. Way out: Leave the function out there. Another entry of the
   * package may carry it, or another provider: docs/capabilities.md lists what each carries.
   */
  | "ONEFN_UNSUPPORTED_KIND"
  /** At start: an option or a handler cannot be what it is. Way out: Do as the message says. */
  | "ONEFN_INVALID_OPTION"
  /**
   * At start: `serve` was given something else than what `adapt` gives. Way out: Write `serve(adapt(...))`; a
   * Fetch handler becomes a function by `http(app.fetch)`.
   */
  | "ONEFN_NOT_ADAPTED"
  /**
   * At start: a simulator runs the provider's own library, and that is not there. Way out: Install what the
   * message names as a development dependency.
   */
  | "ONEFN_NOT_INSTALLED"
  /**
   * At start: the server cannot listen on its port. Way out: Give another port, or 0 for a free one; below
   * 1024 the system may want rights.
   */
  | "ONEFN_LISTEN_FAILED"
  /**
   * At start: `onefn dev` cannot load a file, also when one has changed. Way out: Correct what the message names;
   * the next request loads it anew.
   */
  | "ONEFN_NOT_LOADED"
  /**
   * At start: `stream` was called outside of the runtime that can stream. Way out: Use
   * `adapt` there, or run it on the provider or its simulator.
   */
  | "ONEFN_NO_STREAMING"
  /**
   * In the log: an event of a known wire could not be read. The client was answered 400. Way out: Look at the
   * error beside it, and at what calls the function: gateways do not send such events.
   */
  | "ONEFN_MALFORMED_EVENT"
  /**
   * In the log: the gateway cut a request's body, and reading it was answered 413. Way out: Send large bodies
   * another way, such as straight to an object store.
   */
  | "ONEFN_BODY_TOO_LARGE"
  /**
   * In the log: a handler read a request's body as JSON or as a form, and the client had sent something else. It was
   * answered 400. Way out: Correct the client; catch the error where the handler should answer otherwise.
   */
  | "ONEFN_BODY_BROKEN"
  /**
   * In the log: the handler threw. The client was answered a plain 500; a message is delivered again. Way
   * out: Correct what the error beside it says; throw `HttpError` for what the client shall read.
   */
  | "ONEFN_HANDLER_FAILED"
  /**
   * In the log: the client has gone, and the handler or its stream ended by that, as it should. It is information, and
   * no error. Way out: None is needed; where it comes often, look for a client or a proxy that does not wait.
   */
  | "ONEFN_CLIENT_GONE"
  /**
   * In the log: the handler or `onError` returned something that is no Response, or a middleware returned nothing
   * and never called `next()`. The client was answered 500. Way out: Return a Response in every branch, such as
   * `json(...)` or `empty()`.
   */
  | "ONEFN_NO_RESPONSE"
  /**
   * In the log: HTTP or the provider does not allow the Response. The client was answered 500. Way out: Look
   * for a header that is no Latin-1 or has a line break, and for a body that was read before.
   */
  | "ONEFN_RESPONSE_INVALID"
  /**
   * In the log: the answer is larger than the provider takes. The client was answered 500. Way out: Send
   * less, stream it where the provider can, or answer with a link to an object store.
   */
  | "ONEFN_RESULT_TOO_LARGE"
  /**
   * In the log: the response's body failed while it was read. What had left before has left. Way out: Correct
   * what the error beside it says.
   */
  | "ONEFN_STREAM_FAILED"
  /**
   * In the log: a message's body is not what it is read as. This message is rejected, and no other. Way out:
   * Correct the sender, or the option `as`. Give the queue a dead-letter queue.
   */
  | "ONEFN_MESSAGE_UNDECODABLE"
  /**
   * In the log: a message's data does not conform to the schema. This message is rejected, and no other.
   * Thrown by simulators for what the provider would not take from its sender. Way out: Correct the sender or
   * the schema. Give the queue a dead-letter queue.
   */
  | "ONEFN_MESSAGE_INVALID"
  /**
   * In the log: a message handler returned what is no outcome, or a middleware returned nothing and never called
   * `next()`. What it concerns is delivered again. Way out: Return nothing, `ack()`, `retry()` or `reject()`; from
   * `message.batch` a Map of them by the messages themselves; from a middleware that skips the handler, `ack()`.
   */
  | "ONEFN_OUTCOME_INVALID"
  /**
   * In the log: a middleware called `next()` a second time. The handler ran once; that call threw. Way out: Call
   * `next()` once in every branch, and keep the promise that it gives.
   */
  | "ONEFN_NEXT_TWICE"
  /**
   * In the log: a function returned `retry({ after })` on a wire that cannot delay one message. The message is
   * delivered again when the queue's own settings say so. The line comes once for each function. Way out: Set that delay on the
   * queue, or leave `after` out.
   */
  | "ONEFN_NO_DELAY"
  /**
   * In the log: messages, requests or `waitUntil` work were not done when the time was up. Messages come
   * again. Way out: Raise the provider's timeout (or `shutdownTimeout`), lower the batch size, or heed
   * `context.signal`.
   */
  | "ONEFN_DEADLINE"
  /**
   * In the log: the server stops, and an answer ended because of it. `context.signal` has this reason then. Way out:
   * End event streams and other answers without an end when the signal fires; their clients connect anew.
   */
  | "ONEFN_STOPPING"
  /**
   * In the log: a promise that was given to `waitUntil` was rejected. The answer was not touched. Way out:
   * Correct what the error beside it says.
   */
  | "ONEFN_WAIT_UNTIL_FAILED"
  /**
   * In the log: a promise was rejected that no code awaits. The line names the function that began last and the
   * messages that it had in hand; the promise may be of one before it. Answers are not touched, unless the provider's
   * runtime ends the process. Way out: Await the promise, or give it to `waitUntil`.
   */
  | "ONEFN_UNHANDLED_REJECTION"
  /**
   * In the log: the gateway did not say who the caller is. `context.auth` is there without a subject. Way
   * out: Treat it as a caller that nobody knows; look at the provider's status if it lasts.
   */
  | "ONEFN_IDENTITY_FAILED";

const ONEFN_ERROR = Symbol.for("onefn.OnefnError");

/**
 * An error of onefn itself. The message is a sentence with a place, a cause and a way out; `code` is stable.
 * It goes to whoever deploys and to the log, never to the client: only {@link HttpError} speaks to clients.
 */
export class OnefnError extends Error {
  /** Has the code in it: most runtimes print the name, the message and the stack of an error, and nothing else. */
  override readonly name: string;
  /** Stable across releases; safe to compare and to alert on. */
  readonly code: ErrorCode | (string & {});
  declare readonly [ONEFN_ERROR]: true;

  constructor(code: ErrorCode | (string & {}), message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = `OnefnError [${code}]`;
    this.code = code;
    // As with HttpError: not a field with a computed name.
    this[ONEFN_ERROR] = true;
  }
}

/** Whether a thrown value is an {@link OnefnError}, also one of another copy of this package. */
export function isOnefnError(error: unknown): error is OnefnError {
  return hasBrand(error, ONEFN_ERROR);
}

const HTTP_ERROR = Symbol.for("onefn.HttpError");

/**
 * The one error whose text reaches the client: `throw new HttpError(404, "No such order")` answers that status
 * with that text as `text/plain`. Everything else that a handler throws is answered by a plain 500.
 *
 * @param status 400 to 599.
 * @param publicMessage what the client reads; no secret belongs in it.
 * @param options `headers` of the answer, and `cause`, which goes to the log alone.
 * @throws RangeError when the status is no error status.
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
      throw new RangeError(`[onefn] HttpError: ${String(status)} is no error status. Use 400 to 599.`);
    }
    super(publicMessage, options?.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.headers = options?.headers;
    // Here and not as a field: bundlers keep a class whose fields have computed names, even when nobody uses it.
    this[HTTP_ERROR] = true;
  }
}

/** Whether a thrown value is an {@link HttpError}, also one of another copy of this package. */
export function isHttpError(error: unknown): error is HttpError {
  return hasBrand(error, HTTP_ERROR);
}
