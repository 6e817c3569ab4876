import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { OutgoingRecord } from "onefn/simulator";

/** Options of a request of BigQuery. */
export interface BigQueryOptions {
  /** The project whose query calls. Default: `shop`. */
  readonly project?: string | undefined;
  /** The `user_defined_context` of the remote function. Default: none. */
  readonly context?: Readonly<Record<string, string>> | undefined;
}

/**
 * What BigQuery sends to a remote function for some rows. A record is the one argument of its row; bytes are base64. For
 * several arguments, replace them: `{ record: null, native: { arguments: ["a", 1] } }`.
 *
 * @see https://cloud.google.com/bigquery/docs/remote-functions#input_format
 * @example
 * const body = bigQuery([{ record: { page: "/tea" } }], { context: { mode: "test" } });
 * @trigger bigquery
 */
export function bigQuery(
  records: readonly OutgoingRecord[],
  { project = "shop", context }: BigQueryOptions = {},
) {
  return {
    requestId: randomUUID(),
    caller: `//bigquery.googleapis.com/projects/${project}/jobs/${project}:EU.bquxjob_5b4c112c_17961fafeaf`,
    sessionUser: "ada@shop.example",
    ...(context && { userDefinedContext: context }),
    calls: records.map(({ record, native }): unknown => native?.arguments ?? [argumentOf(record)]),
  };
}

function argumentOf(record: unknown): unknown {
  return record instanceof Uint8Array ? Buffer.from(record).toString("base64") : record;
}
