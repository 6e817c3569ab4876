import { Buffer } from "node:buffer";
import { schema, type TransformReply, type TransformResult } from "onefn/simulator";
import type { LambdaAnswer } from "../host.js";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The answer that Firehose takes.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html
 * @see https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html
 */
export const firehoseResult = schema.object({
  records: schema.array(
    schema.object({
      recordId: schema.string(/./),
      result: schema.literal("Ok", "Dropped", "ProcessingFailed"),
      data: schema.string(BASE64),
      metadata: schema.optional(schema.object({ partitionKeys: schema.record(schema.string()) })),
    }),
  ),
});

/** Answers that Firehose refuses, or of which it takes no notice. */
export const wrongFirehoseResults = [
  null,
  { records: [{ recordId: "1", result: "ok", data: "" }] },
  { records: [{ recordId: "1", result: "Ok", data: "{}" }] },
  { records: [{ recordId: "1", result: "Dropped" }] },
  { records: [{ result: "Ok", data: "" }] },
  { records: [{ recordId: "1", result: "Ok", data: "", metadata: { partitionKeys: { year: 2026 } } }] },
  { records: [{ recordId: "1", result: "Ok", data: "", error: "no" }] },
  { records: [], batchItemFailures: [] },
] as const;

interface Answered {
  readonly recordId?: unknown;
  readonly result?: unknown;
  readonly data?: unknown;
  readonly metadata?: { readonly partitionKeys?: Readonly<Record<string, string>> };
}

/** What Firehose makes of an answer, for the records that it has sent. */
export function readAnswer(answer: LambdaAnswer, ids: readonly string[]): TransformReply {
  const all = (reason: string) => ids.map((): TransformResult => ({ type: "failed", reason }));
  if (answer.kind !== "result") {
    const error = answer.kind === "error" ? `${answer.errorType}: ${answer.errorMessage}` : "Lambda.TimedOut";
    return { results: all("Lambda.FunctionError"), error };
  }
  const records = (JSON.parse(answer.payload) as { readonly records?: unknown } | null)?.records;
  if (!Array.isArray(records)) return { results: all("Lambda.MissingRecordId") };
  return { results: ids.map((id) => resultOf(records.filter((each: Answered) => each?.recordId === id))) };
}

function resultOf([answered, ...others]: readonly Answered[]): TransformResult {
  if (!answered) return { type: "failed", reason: "Lambda.MissingRecordId" };
  if (others.length > 0) return { type: "failed", reason: "Lambda.DuplicatedRecordId" };
  const { result, data, metadata } = answered;
  if (result === "Dropped") return { type: "dropped" };
  if (result === "ProcessingFailed") return { type: "failed" };
  if (result !== "Ok" || typeof data !== "string" || !BASE64.test(data))
    return { type: "failed", reason: "Lambda.JsonProcessingException" };
  const value = new Uint8Array(Buffer.from(data, "base64"));
  const keys = metadata?.partitionKeys;
  return { type: "done", value, ...(keys && { keys }) };
}
