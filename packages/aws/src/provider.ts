import { defineProvider, toLogJson } from "onefn/provider";
import type { LambdaContext } from "./native.js";
import { AWS_OPTIONS } from "./options.js";
import type { AwsPlatform, AwsRecord } from "./platform.js";
import { telltale } from "./telltale.js";
import { invocationTrace } from "./trace.js";
import { answerWarmUp } from "./warm-up.js";

type MaybeContext = LambdaContext | undefined;

/** AWS Lambda: its context and its log lines. */
export const aws = defineProvider<MaybeContext>({
  name: "aws",
  runtime: "node",
  context: {
    functionName: (_, context) => context?.functionName ?? process.env.AWS_LAMBDA_FUNCTION_NAME,
    region: (_, context) => context?.invokedFunctionArn?.split(":")[3] || process.env.AWS_REGION,
    requestId: (_, context) => context?.awsRequestId,
    remainingMs: (_, context) => context?.getRemainingTimeInMillis?.(),
    trace: (_, context) => invocationTrace(context),
    env: () => process.env,
  },
  platform: (event, context, record): AwsPlatform => ({
    event,
    record: record as AwsRecord | undefined,
    context: context as LambdaContext,
  }),
  /** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
  formatLog: ({ time, level, message, fields, requestId, trace }) =>
    toLogJson(
      fields,
      { timestamp: time.toISOString(), level: level.toUpperCase(), requestId },
      trace && { traceId: trace.traceId },
      { message },
    ),
  writeLog: (line) => void process.stdout.write(`${line}\n`),
  logLevel: () => process.env.AWS_LAMBDA_LOG_LEVEL,
  options: AWS_OPTIONS,
  unmatched: answerWarmUp,
  telltale,
});
