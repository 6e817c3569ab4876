import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { OutgoingRecord } from "onefn/simulator";
import { arn } from "../account.js";

/** Options of an event of Redshift. */
export interface RedshiftEventOptions {
  /** The external function's name. Default: `enrich`. */
  readonly function?: string | undefined;
  /** Default: `public`. */
  readonly schema?: string | undefined;
}

/**
 * The event of a Lambda UDF for some rows. A record is the one argument of its row: bytes are base64, lists and objects texts
 * of JSON. For several arguments, replace them: `{ record: null, native: { arguments: ["a", 1] } }`.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/udf-creating-a-lambda-sql-udf.html
 * @example
 * const event = redshift([{ record: "/tea" }], { function: "section" });
 * @trigger redshift
 */
export function redshift(
  records: readonly OutgoingRecord[],
  { function: name = "enrich", schema = "public" }: RedshiftEventOptions = {},
) {
  return {
    request_id: randomUUID(),
    cluster: arn("redshift", "cluster:shop"),
    user: "ada",
    database: "shop",
    external_function: `${schema}.${name}`,
    query_id: 5678234,
    num_records: records.length,
    arguments: records.map(({ record, native }): unknown => native?.arguments ?? [argumentOf(record)]),
  };
}

function argumentOf(record: unknown): unknown {
  if (record instanceof Uint8Array) return Buffer.from(record).toString("base64");
  return Object(record) === record ? JSON.stringify(record) : record;
}
