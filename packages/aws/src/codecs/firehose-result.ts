import type { Call } from "onefn/provider";

/** What becomes of one record of a Firehose stream. */
export interface TransformedRecord {
  readonly recordId: string;
  readonly result: "Ok" | "Dropped" | "ProcessingFailed";
  /** Base64. */
  readonly data?: string;
  /** The same for a record from a topic of MSK. */
  readonly kafkaRecordValue?: string;
  readonly metadata?: { readonly partitionKeys: Readonly<Record<string, string>> };
}

/** The answer to an event of Firehose. */
export interface FirehoseResult {
  readonly records: readonly TransformedRecord[];
}

/**
 * The most bytes that Lambda returns. A larger result fails the invocation, and after some attempts all of its records.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LARGEST = 6 * 1024 * 1024;

/** The answer without the values that do not fit into it. Their records fail, and the log says so. */
export function fitting(answers: readonly TransformedRecord[], call: Call): FirehoseResult {
  // Most answers are far from the limit, and need not be measured.
  if (answers.every(isSmall) && answers.length * SMALL < LARGEST) return { records: answers };
  const failed = answers.map(failedInstead);
  let room = LARGEST - sizeOf({ records: failed });
  let lost = 0;
  const records = answers.map((answer, index) => {
    const instead = failed[index] as TransformedRecord;
    const more = sizeOf(answer) - sizeOf(instead);
    if (more <= room) {
      room -= more;
      return answer;
    }
    lost++;
    return instead;
  });
  if (lost > 0) {
    call.log(
      "error",
      `[onefn] ${lost} of ${answers.length} records are ProcessingFailed, because Lambda returns no more than 6 MB. ` +
        "Give the stream a smaller buffer, or return less for each record.",
      { code: "ONEFN_RESULT_TOO_LARGE" },
    );
  }
  return { records };
}

function failedInstead({ recordId, kafkaRecordValue }: TransformedRecord): TransformedRecord {
  const empty = kafkaRecordValue === undefined ? { data: "" } : { kafkaRecordValue: "" };
  return { recordId, result: "ProcessingFailed", ...empty };
}

/** Bytes of an answer that can be counted by its texts' lengths alone. */
const SMALL = 1024;

function isSmall({ recordId, data = "", kafkaRecordValue = "", metadata }: TransformedRecord): boolean {
  return !metadata && recordId.length + data.length + kafkaRecordValue.length < SMALL - 100;
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
