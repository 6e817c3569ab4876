import {
  type CallFailure,
  type CallInput,
  type CallsCodec,
  logCallFailure,
  strictJson,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";

/** One object of a job of S3 Batch Operations. */
interface S3BatchTask {
  readonly taskId: string;
  readonly s3Key: string;
  readonly s3VersionId?: string | null;
  /** Of version 1.0. */
  readonly s3BucketArn?: string;
  /** Of version 2.0. */
  readonly s3Bucket?: string;
}

/** What S3 Batch Operations invokes a function with. */
export interface S3BatchEvent {
  readonly invocationSchemaVersion: string;
  readonly invocationId: string;
  readonly job: { readonly id: string; readonly userArguments?: Readonly<Record<string, string>> | null };
  readonly tasks: readonly S3BatchTask[];
}

/** What becomes of one object. */
interface S3BatchResult {
  readonly taskId: string;
  readonly resultCode: "Succeeded" | "TemporaryFailure" | "PermanentFailure";
  /** In the job's report. */
  readonly resultString: string;
}

/** The answer to an event of S3 Batch Operations. */
export interface S3BatchResponse {
  readonly invocationSchemaVersion: string;
  readonly treatMissingKeysAs: "TemporaryFailure";
  readonly invocationId: string;
  readonly results: readonly S3BatchResult[];
}

/**
 * Objects of a job of S3 Batch Operations. Each is an input, `{ bucket, key, versionId, jobId, userArguments }`. A
 * `TaskError` and a wrong input are permanent failures; a deadline and whatever nobody expected are temporary, and S3
 * tries again.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
 */
export const s3Batch: CallsCodec<S3BatchEvent, S3BatchResponse, LambdaContext | undefined> = {
  kind: "task",
  trigger: "s3-batch",
  matches(native) {
    const { invocationSchemaVersion, invocationId, tasks } = asRecord(native);
    return typeof invocationSchemaVersion === "string" && invocationId !== undefined && Array.isArray(tasks);
  },
  inputs: (event) => event.tasks.map((task) => inputOf(task, event)),
  encode: (outcomes, call) => ({
    invocationSchemaVersion: call.native.invocationSchemaVersion,
    treatMissingKeysAs: "TemporaryFailure",
    invocationId: call.native.invocationId,
    results: outcomes.map(({ output, failure }, index): S3BatchResult => {
      const taskId = (call.native.tasks[index] as S3BatchTask).taskId;
      if (!failure) return { taskId, resultCode: "Succeeded", resultString: textOf(output) };
      logCallFailure(failure, call);
      return { taskId, resultCode: codeOf(failure), resultString: reasonOf(failure) };
    }),
  }),
};

function inputOf(
  { taskId, s3Key, s3VersionId, s3BucketArn, s3Bucket }: S3BatchTask,
  { invocationSchemaVersion, job }: S3BatchEvent,
): CallInput {
  return {
    id: taskId,
    input: {
      bucket: s3Bucket ?? s3BucketArn?.slice(s3BucketArn.lastIndexOf(":") + 1),
      key: invocationSchemaVersion === "1.0" ? decoded(s3Key) : s3Key,
      versionId: s3VersionId ?? undefined,
      jobId: job.id,
      userArguments: job.userArguments ?? undefined,
    },
  };
}

/** Keys of version 1.0 are encoded like forms, by the manifest. A key that nobody has encoded stays as it is. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}

function codeOf({ fault }: CallFailure): S3BatchResult["resultCode"] {
  return fault === "deadline" || fault === "unexpected" ? "TemporaryFailure" : "PermanentFailure";
}

/** The report has one line for an object. */
function reasonOf({ name, message }: CallFailure): string {
  return cut(name === undefined ? "The task failed. The log says why." : `${name}: ${message}`);
}

/** A text as it is, and anything else as JSON. An output that JSON cannot write is left out: the work itself succeeded. */
function textOf(output: unknown): string {
  if (output === undefined) return "";
  if (typeof output === "string") return cut(output);
  try {
    return cut(strictJson(output));
  } catch {
    return "";
  }
}

/** S3 cuts off what is longer in its report. */
const LONGEST = 1024;

function cut(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}
