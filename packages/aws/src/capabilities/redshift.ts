import type { Capabilities } from "onefn/provider";
import { gap, how } from "./words.js";

const UDF = "https://docs.aws.amazon.com/redshift/latest/dg/udf-creating-a-lambda-sql-udf.html";

/** Lambda UDFs of Redshift. */
export const redshift: Readonly<Record<string, Capabilities>> = {
  redshift: {
    waitUntil: how("awaited before the answer"),
    recordFailures: gap(
      "An answer has results for all rows, or an error: one row that fails fails the query.",
      `${UDF}#udf-lambda-json`,
    ),
    drops: gap("A query has a value for each row. A row that is dropped has NULL.", `${UDF}#udf-lambda-json`),
    partitionKeys: gap("A query has no partitions to write to.", UDF),
    recordTime: gap("A row has no time.", `${UDF}#udf-lambda-json`),
    key: gap("A row has no key.", `${UDF}#udf-lambda-json`),
  },
};
