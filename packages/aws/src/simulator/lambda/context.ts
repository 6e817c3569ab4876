import { arn, FUNCTION_NAME, REGION } from "../account.js";
import type { LambdaInvocation } from "../host.js";

/**
 * The context that Lambda's Node.js runtime passes to a handler.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function createLambdaContext({ requestId, traceId }: LambdaInvocation, remaining: () => number) {
  return {
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: arn("lambda", `function:${FUNCTION_NAME}`),
    awsRequestId: requestId,
    tenantId: undefined,
    xRayTraceId: traceId,
    getRemainingTimeInMillis: remaining,
    functionName: FUNCTION_NAME,
    functionVersion: "$LATEST",
    memoryLimitInMB: "128",
    logGroupName: `/aws/lambda/${FUNCTION_NAME}`,
    logStreamName: `2026/01/01/[$LATEST]${REGION.replaceAll("-", "")}0123456789abcdef`,
  };
}

/** The result of {@link createLambdaContext}. */
export type SimulatedContext = ReturnType<typeof createLambdaContext>;
