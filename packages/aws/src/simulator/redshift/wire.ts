import {
  allFailed,
  type ResultSchema,
  schema,
  type TransformReply,
  type TransformWire,
} from "onefn/simulator";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { createTransformWire } from "../transform-wire.js";
import { redshift } from "./event.js";

const { array, boolean, integer, literal, number, object, string, union } = schema;

/** The answer that Redshift takes, within a text of JSON. Its types have no lists and objects. */
const answered = union(
  object({
    success: literal(true),
    num_records: integer(0, Number.MAX_SAFE_INTEGER),
    results: array(union(string(), number(), boolean(), literal(null))),
  }),
  object({ success: literal(false), error_msg: string(/./) }),
);

/** A text of JSON. */
const text: ResultSchema = {
  ...answered,
  issuesIn: (value) => answered.issuesIn(parsed(value)),
  "~standard": {
    ...answered["~standard"],
    validate: (value) => answered["~standard"].validate(parsed(value)),
  },
};

function parsed(value: unknown): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A Lambda UDF of Redshift.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/udf-creating-a-lambda-sql-udf.html
 */
export function createRedshiftWire(host: LambdaHost): TransformWire {
  return createTransformWire(
    {
      trigger: "redshift",
      result: {
        schema: text,
        wrong: [
          null,
          { success: true, num_records: 1, results: [1] },
          '{"success":true,"num_records":1,"results":[{"a":1}]}',
          '{"success":true,"results":[1]}',
          '{"success":false}',
          '{"results":[1]}',
        ],
      },
      event: (records, name) => redshift(records, { function: name }),
      read: (answer, { num_records: count }) => readResults(answer, count),
    },
    host,
  );
}

/** What Redshift makes of an answer: all rows, or none. A query reads texts of JSON by JSON_PARSE. */
function readResults(answer: LambdaAnswer, count: number): TransformReply {
  const failed = (error: string) => allFailed(count, error);
  if (answer.kind === "error") return failed(`${answer.errorType}: ${answer.errorMessage}`);
  if (answer.kind !== "result") return failed("The invocation ran out of time.");
  const { success, error_msg: message, num_records: told, results } = JSON.parse(JSON.parse(answer.payload));
  if (success !== true) return failed(String(message));
  if (told !== count || results.length !== count)
    return failed("The number of results is not that of the rows.");
  return {
    results: results.map((value: unknown) => ({
      type: "done",
      value: typeof value === "string" && /^[[{]/.test(value) ? JSON.parse(value) : value,
    })),
  };
}
