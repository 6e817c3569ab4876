import { hasBrand } from "./brand.js";

/** Codes of the errors that this package throws or logs. Adapters add their own under the same rules. */
export type ErrorCode =
  | "ONEFN_UNKNOWN_EVENT"
  | "ONEFN_WRONG_KIND"
  | "ONEFN_NO_FUNCTION"
  | "ONEFN_NOT_A_FUNCTION"
  | "ONEFN_DUPLICATE_TRIGGER"
  | "ONEFN_UNSUPPORTED_KIND"
  | "ONEFN_INVALID_OPTION"
  | "ONEFN_MALFORMED_EVENT"
  | "ONEFN_NO_RESPONSE"
  | "ONEFN_HANDLER_FAILED"
  | "ONEFN_BODY_USED"
  | "ONEFN_BODY_TOO_LARGE"
  | "ONEFN_RESULT_TOO_LARGE"
  | "ONEFN_RESPONSE_INVALID"
  | "ONEFN_STREAM_FAILED"
  | "ONEFN_MESSAGE_UNDECODABLE"
  | "ONEFN_MESSAGE_INVALID"
  | "ONEFN_OUTCOME_INVALID"
  | "ONEFN_DEADLINE"
  | "ONEFN_WAIT_UNTIL_FAILED";

/**
 * An error of onefn itself. The message is a sentence with a place, a cause and a way out; `code` is stable.
 * It goes to whoever deploys and to the log, never to the client: only {@link HttpError} speaks to clients.
 */
export class OnefnError extends Error {
  override readonly name: string = "OnefnError";
  /** Stable across releases; safe to compare and to alert on. */
  readonly code: ErrorCode | (string & {});

  constructor(code: ErrorCode | (string & {}), message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
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
    options?: { cause?: unknown; headers?: Readonly<Record<string, string>> },
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
