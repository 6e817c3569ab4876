import { type CallOutcome, type CallsCodec, logCallFailure, outputInvalid, strictJson } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { answerWarmUp } from "../warm-up.js";
import { isOthersShape } from "./known-shapes.js";
import { thrownBy } from "./task-error.js";

/**
 * Whether an event is the record of an asynchronous invocation, which Lambda sends to a destination.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
function isDestination(native: unknown): boolean {
  const { requestContext, requestPayload } = asRecord(native);
  return requestPayload !== undefined && Object.hasOwn(asRecord(requestContext), "condition");
}

/**
 * Whatever JSON a caller sends: Invoke, a state of Step Functions, Aurora's `aws_lambda.invoke`, a rule of IoT. An event
 * that has the shape of another trigger's is none, and neither is a ping that keeps the function warm.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const invoke: CallsCodec<unknown, unknown, LambdaContext | undefined> = {
  kind: "task",
  trigger: "invoke",
  shapeless: true,
  matches: (native) => !answerWarmUp(native) && (isDestination(native) || !isOthersShape(native)),
  inputs: (native) => [{ input: native }],
  encode([outcome], call) {
    const { output, failure } = outcome as CallOutcome;
    if (failure) {
      // The runtime logs what is thrown, but not its cause.
      if (failure.fault === "task") logCallFailure(failure, call);
      throw thrownBy(failure);
    }
    refuseLost(output);
    return output ?? null;
  },
};

/** Lambda writes the JSON itself, and would lose what JSON lacks. */
function refuseLost(output: unknown): void {
  try {
    strictJson(output);
  } catch (error) {
    throw thrownBy(outputInvalid(`the output cannot be JSON: ${(error as Error).message}`));
  }
}
