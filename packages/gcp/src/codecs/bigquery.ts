import { Buffer } from "node:buffer";
import {
  createRecord,
  createResponse,
  EventRequest,
  failureAmong,
  nameInPath,
  OnefnError,
  type RequestCodec,
  strictJson,
  type TypedTransformSource,
} from "onefn/provider";

/**
 * What BigQuery sends for the rows of a query.
 * @see https://cloud.google.com/bigquery/docs/remote-functions#input_format
 */
interface BigQueryRequest {
  readonly requestId: string;
  /** The job: `//bigquery.googleapis.com/projects/P/jobs/P:L.J`. */
  readonly caller: string;
  readonly sessionUser?: string | undefined;
  readonly userDefinedContext?: Readonly<Record<string, string>> | null | undefined;
  /** A list of arguments for each row. */
  readonly calls: readonly unknown[];
}

/** The arguments of one row. */
export interface BigQueryCall {
  readonly event: EventRequest;
  readonly arguments: unknown;
}

class RowSource implements TypedTransformSource {
  readonly record: unknown;
  readonly id: string;
  readonly #request: BigQueryRequest;

  constructor(call: BigQueryCall, index: number) {
    this.#request = call.event.json as BigQueryRequest;
    this.record = call.arguments;
    this.id = `${this.#request.requestId}:${index}`;
  }

  source(): string {
    return this.#request.caller;
  }
  type(): string {
    return "com.google.bigquery.remote-function.call";
  }
  attributes(): Readonly<Record<string, string>> {
    return Object.assign(createRecord<string>(), this.#request.userDefinedContext);
  }
  key(): undefined {
    return undefined;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { sessionUser } = this.#request;
    return sessionUser === undefined ? {} : { sessionuser: sessionUser };
  }
  typed(): unknown {
    const { record } = this;
    if (Array.isArray(record)) return record.length === 1 ? record[0] : record;
    throw new OnefnError(
      "ONEFN_MESSAGE_UNDECODABLE",
      "the call has no list of arguments. Check what sends to the function.",
    );
  }
  written(value: unknown): string {
    return strictJson(inBigQuery(value));
  }
}

/**
 * A value as BigQuery reads its types in JSON: bytes as base64, integers beyond 2^53 and numbers that JSON lacks as texts.
 * @see https://cloud.google.com/bigquery/docs/reference/standard-sql/json_functions#json_encodings
 */
function inBigQuery(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "bigint") return `${value}`;
  return typeof value === "number" && !Number.isFinite(value) ? `${value}` : value;
}

/** BigQuery repeats a request that is answered 408, 429, 500, 503 or 504. A wrong value would be wrong again. */
const STATUS = { caller: 400, task: 422, function: 422, deadline: 504, unexpected: 500 } as const;

/** An error message has less than 1 KB, and a character of JavaScript at most three bytes. */
const LONGEST = 340;

/**
 * Remote functions of BigQuery. A request has many rows, and fails as a whole if one does.
 *
 * The name of the SQL function is not sent: the path of its endpoint finds the transform, if there are several.
 * @see https://cloud.google.com/bigquery/docs/remote-functions
 */
export const bigquery: RequestCodec<BigQueryCall> = {
  trigger: "bigquery",
  matches(event) {
    if (!(event instanceof EventRequest)) return false;
    const { requestId, caller, calls } = Object(event.json) as Partial<BigQueryRequest>;
    return (
      typeof requestId === "string" &&
      `${caller}`.startsWith("//bigquery.googleapis.com/") &&
      Array.isArray(calls)
    );
  },
  records: (event) =>
    (event.json as BigQueryRequest).calls.map((call): BigQueryCall => ({ event, arguments: call })),
  readings: [
    {
      kind: "transform",
      byName: true,
      origin: ({ event }) => nameInPath(event.request),
      decode: (call, index) => new RowSource(call, index),
    },
  ],
  rejects: () => true,
  settle(settled) {
    const failure = failureAmong(settled);
    if (!failure) return answer(200, `{"replies":[${settled.map(({ value = "null" }) => value).join(",")}]}`);
    const { fault, name, message } = failure;
    const whole = name === undefined ? message : `${name}: ${message}`;
    // Half of a character has no form in UTF-8.
    const errorMessage = whole.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "");
    return answer(STATUS[fault], JSON.stringify({ errorMessage }));
  },
};

function answer(status: number, body: string): Response {
  return createResponse(body, { status, headers: { "content-type": "application/json" } });
}
