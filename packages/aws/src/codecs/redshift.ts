import { failureAmong, type RecordCodec, strictJson, type TypedTransformSource } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";

/**
 * What Redshift invokes a Lambda UDF with, for the rows of a query.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/udf-creating-a-lambda-sql-udf.html
 */
export interface RedshiftEvent {
  readonly request_id: string;
  /** The cluster's ARN. */
  readonly cluster: string;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  /** `SCHEMA.NAME` */
  readonly external_function: string;
  readonly num_records: number;
  /** A list of arguments for each row; a single one may stand by itself. */
  readonly arguments: readonly unknown[];
}

class RowSource implements TypedTransformSource {
  readonly record: unknown;
  readonly id: string;
  readonly #event: RedshiftEvent;

  constructor(record: unknown, index: number, event: RedshiftEvent) {
    this.record = record;
    this.id = `${event.request_id}:${index}`;
    this.#event = event;
  }

  source(): string {
    return this.#event.cluster ?? "";
  }
  type(): string {
    return "com.amazonaws.redshift.udf.row";
  }
  subject(): string {
    return this.#event.external_function;
  }
  attributes(): Readonly<Record<string, never>> {
    return {};
  }
  key(): undefined {
    return undefined;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { user, database } = this.#event;
    return { ...(user !== undefined && { user }), ...(database !== undefined && { database }) };
  }
  typed(): unknown {
    const { record } = this;
    return Array.isArray(record) && record.length === 1 ? record[0] : record;
  }
  written(value: unknown): string {
    return scalar(value);
  }
}

/** A value as JSON of Redshift's types, which have no lists and objects: these are texts of JSON. Bytes are base64. */
function scalar(value: unknown): string {
  if (typeof value === "bigint") return `${value}`;
  const json = strictJson(value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value);
  return json[0] === "{" || json[0] === "[" ? JSON.stringify(json) : json;
}

/** `NAME` of `SCHEMA.NAME`. */
function nameOf(fn: string): string {
  return fn.slice(fn.lastIndexOf(".") + 1);
}

/** The most bytes that Lambda returns. */
const LARGEST = 6 * 1024 * 1024;

const TOO_LARGE =
  "ONEFN_RESULT_TOO_LARGE: The results exceed the 6 MB that Lambda returns. Set MAX_BATCH_ROWS of the external function.";

/**
 * Lambda UDFs of Redshift. An invocation has many rows, and fails as a whole if one does. The answer is a text of JSON, as
 * in all examples of AWS.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/udf-creating-a-lambda-sql-udf.html
 */
export const redshift: RecordCodec<RedshiftEvent, unknown, string, LambdaContext> = {
  trigger: "redshift",
  matches(native) {
    const { external_function: name, num_records: count, arguments: rows } = asRecord(native);
    return typeof name === "string" && count !== undefined && Array.isArray(rows);
  },
  records: ({ arguments: rows }) => rows,
  readings: [
    {
      kind: "transform",
      origin: (_, { native }) => native.external_function,
      names: (name) => [nameOf(name)],
      decode: (record, index, { native }) => new RowSource(record, index, native),
    },
  ],
  rejects: () => true,
  settle(settled, call) {
    const failure = failureAmong(settled);
    if (failure)
      return failed(failure.name === undefined ? failure.message : `${failure.name}: ${failure.message}`);
    const results = settled.map(({ value = "null" }) => value).join(",");
    const text = `{"success":true,"num_records":${settled.length},"results":[${results}]}`;
    // Lambda writes the text as JSON once more, which makes it at most six times as long.
    if (text.length * 6 < LARGEST || Buffer.byteLength(JSON.stringify(text)) <= LARGEST) return text;
    call.log("error", `[onefn] ${TOO_LARGE}`, { code: "ONEFN_RESULT_TOO_LARGE" });
    return failed(TOO_LARGE);
  },
};

function failed(message: string): string {
  return JSON.stringify({ success: false, error_msg: message });
}
