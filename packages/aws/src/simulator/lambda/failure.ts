import type { LambdaAnswer } from "../host.js";

type Failure = Extract<LambdaAnswer, { kind: "error" }>;

/** How Lambda reports a thrown value, which may be anything. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Error) {
    return { kind: "error", errorType: thrown.name, errorMessage: thrown.message, cause: thrown };
  }
  return { kind: "error", errorType: typeof thrown, errorMessage: textOf(thrown), cause: thrown };
}

/** A failure that Lambda detects itself, without a thrown error. */
export function failure(errorType: string, errorMessage: string): Failure {
  return { kind: "error", errorType, errorMessage };
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that has no text";
  }
}

/**
 * The line that the runtime writes for a failed invocation, in Lambda's JSON format.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function failureLine(requestId: string, answer: Failure): string {
  const { errorType, errorMessage, cause } = answer;
  const stackTrace = cause instanceof Error ? cause.stack?.split("\n") : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level: "ERROR",
    requestId,
    message: { errorType, errorMessage, code, stackTrace },
  });
}

/** The platform's report of an invocation that ran out of time. */
export function timeoutLine(requestId: string, timeout: number): string {
  return JSON.stringify({
    time: new Date().toISOString(),
    type: "platform.report",
    record: { requestId, status: "timeout", metrics: { durationMs: timeout } },
  });
}
