import {
  type CallOutcome,
  type CallsCodec,
  logCallFailure,
  OnefnError,
  outputInvalid,
  strictJson,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";

/** What CloudFormation invokes a function with, for a custom resource. */
export interface CustomResourceEvent {
  readonly RequestType: "Create" | "Update" | "Delete";
  /** Where the answer is put. It is signed, so a task does not get it. */
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** What is put to CloudFormation. */
export interface CustomResourceAnswer {
  readonly Status: "SUCCESS" | "FAILED";
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly NoEcho?: boolean;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/**
 * Custom resources of CloudFormation. The input is the event without its ResponseURL, and the output may have
 * `PhysicalResourceId`, `Data` and `NoEcho`. Whatever comes of the task is put to CloudFormation, which would wait for an
 * hour otherwise.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requesttypes.html
 */
export const customResource: CallsCodec<
  CustomResourceEvent,
  CustomResourceAnswer,
  LambdaContext | undefined
> = {
  kind: "task",
  trigger: "custom-resource",
  matches(native) {
    const { RequestType, ResponseURL, LogicalResourceId } = asRecord(native);
    return [RequestType, ResponseURL, LogicalResourceId].every((each) => typeof each === "string");
  },
  inputs: ({ ResponseURL: _, ...input }) => [{ input }],
  async encode([outcome], call) {
    const { answer, body } = fitting(answerTo(call.native, outcome as CallOutcome, call), call);
    const { nativeContext } = call;
    const left = () => nativeContext?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
    await put(call.native.ResponseURL, body, left);
    return answer;
  },
};

type TheCall = Parameters<typeof logCallFailure>[1];

function answerTo(
  event: CustomResourceEvent,
  { output, failure }: CallOutcome,
  call: TheCall,
): CustomResourceAnswer {
  if (failure) {
    logCallFailure(failure, call);
    const { name, message } = failure;
    return failedAnswer(
      event,
      name === undefined ? "The task failed. The log says why." : `${name}: ${message}`,
    );
  }
  const { PhysicalResourceId, Data, NoEcho } = asRecord(output);
  return {
    ...identityOf(event, typeof PhysicalResourceId === "string" ? PhysicalResourceId : undefined),
    Status: "SUCCESS",
    ...(typeof NoEcho === "boolean" && { NoEcho }),
    ...(Data !== undefined && { Data: Data as Readonly<Record<string, unknown>> }),
  };
}

function failedAnswer(event: CustomResourceEvent, reason: string): CustomResourceAnswer {
  return { ...identityOf(event), Status: "FAILED", Reason: reason.slice(0, LONGEST_REASON) };
}

/**
 * The id of a resource has to stay the same: after another one, CloudFormation deletes the resource of the old id. A
 * creation that is repeated has the same RequestId.
 */
function identityOf(
  { StackId, RequestId, LogicalResourceId, PhysicalResourceId }: CustomResourceEvent,
  own?: string,
) {
  return {
    PhysicalResourceId: own || PhysicalResourceId || `${LogicalResourceId}-${RequestId}`,
    StackId,
    RequestId,
    LogicalResourceId,
  };
}

/** Bytes. CloudFormation refuses a longer answer, and goes on waiting. */
const LONGEST_ANSWER = 4096;
const LONGEST_REASON = 1000;

/** An answer that JSON cannot write, or that is too long, becomes a failure that says so. */
function fitting(answer: CustomResourceAnswer, call: { readonly native: CustomResourceEvent } & TheCall) {
  let problem: string;
  try {
    const body = new TextEncoder().encode(strictJson(answer));
    if (body.length <= LONGEST_ANSWER) return { answer, body };
    problem = `the answer has ${body.length} bytes, and CloudFormation takes ${LONGEST_ANSWER}`;
  } catch (error) {
    problem = `the output cannot be JSON: ${(error as Error).message}`;
  }
  const failure = outputInvalid(problem);
  logCallFailure(failure, call);
  const failed = failedAnswer(call.native, `${failure.name}: ${failure.message}`);
  return { answer: failed, body: new TextEncoder().encode(strictJson(failed)) };
}

const ATTEMPTS = 3;

/** Milliseconds that one attempt may take. In a VPC without a route to S3, a connection hangs. */
const SHORTEST_ATTEMPT = 300;
const LONGEST_ATTEMPT = 10_000;

/**
 * Puts an answer. As bytes: a text would get a content type, which is not in the signature of the URL.
 *
 * @param left tells how many milliseconds are left, which the attempts share.
 * @throws OnefnError ONEFN_ANSWER_LOST if CloudFormation does not take it. Lambda then runs the task again.
 */
async function put(url: string, body: Uint8Array<ArrayBuffer>, left: () => number): Promise<void> {
  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const share = Math.max(SHORTEST_ATTEMPT, left() / (ATTEMPTS - attempt));
      const signal = AbortSignal.timeout(Math.floor(Math.min(share, LONGEST_ATTEMPT)));
      const response = await fetch(url, { method: "PUT", body, signal });
      if (response.ok) return;
      cause = new Error(`The answer to the PUT had status ${response.status}.`);
      if (response.status < 500) break;
    } catch (error) {
      cause = error;
    }
  }
  throw new OnefnError(
    "ONEFN_ANSWER_LOST",
    "[onefn/aws] CloudFormation did not take the answer of a custom resource. Lambda runs the task again. Check that the " +
      "function reaches S3, such as through a gateway endpoint of its VPC.",
    { cause },
  );
}
