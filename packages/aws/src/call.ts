/**
 * Calls tasks that run on Lambda: a target for `call` of `onefn/call`.
 * @packageDocumentation
 */
import { type CallTarget, callFailure, namedFailure } from "onefn/call";
import { checkOption, checkOptions, OnefnError, type OptionChecks } from "onefn/provider";

/**
 * The part of `Lambda` of `@aws-sdk/client-lambda` that a call needs.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/lambda/
 */
export interface LambdaClient {
  invoke(
    input: {
      readonly FunctionName: string;
      readonly InvocationType: "RequestResponse";
      readonly Payload: Uint8Array;
    },
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<{
    readonly FunctionError?: string | undefined;
    readonly Payload?: Uint8Array | undefined;
  }>;
}

/** Options of {@link lambda}. */
export interface LambdaOptions {
  /**
   * `new Lambda({ maxAttempts: 1 })` of `@aws-sdk/client-lambda`. With more attempts, the SDK also repeats a call whose
   * answer was lost, and the task runs twice.
   */
  readonly client: LambdaClient;
}

const LAMBDA_OPTIONS = {
  client: [
    (value) => typeof (value as Partial<LambdaClient> | undefined)?.invoke === "function",
    "a Lambda of @aws-sdk/client-lambda. (A LambdaClient has no methods for its commands.)",
  ],
} satisfies OptionChecks<LambdaOptions>;

/**
 * Calls a task by the API Invoke, and waits for its answer.
 *
 * @param functionName the name or the ARN of the Lambda function, which may end with `:` and a version or an alias.
 * @throws OnefnError ONEFN_INVALID_OPTION if an option is invalid.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * @example
 * const charged = call(charge).on(lambda("shop-charge:live", { client: new Lambda({ maxAttempts: 1 }) }));
 */
export function lambda(functionName: string, options: LambdaOptions): CallTarget {
  checkOption(typeof functionName === "string" && functionName, "[onefn/aws] lambda", "the name", "a string");
  checkOptions("[onefn/aws] lambda", options, LAMBDA_OPTIONS);
  const { client } = options;
  checkOption(client, "[onefn/aws] lambda", "client", LAMBDA_OPTIONS.client[1]);
  return {
    async send({ title, body, signal }) {
      const { FunctionError, Payload } = await invoke(client, functionName, body, title, signal);
      // The SDK gives null for an empty payload, whatever its types say.
      const answer = parsed(new TextDecoder().decode(Payload ?? undefined), title);
      if (FunctionError !== undefined) throw functionFailure(Object(answer), title);
      return answer;
    },
  };
}

async function invoke(
  client: LambdaClient,
  FunctionName: string,
  body: string,
  title: string,
  signal: AbortSignal | undefined,
): ReturnType<LambdaClient["invoke"]> {
  const Payload = new TextEncoder().encode(body);
  try {
    return await client.invoke(
      { FunctionName, InvocationType: "RequestResponse", Payload },
      signal && { abortSignal: signal },
    );
  } catch (error) {
    throw serviceFailure(error, title);
  }
}

function parsed(payload: string, title: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // JSON.parse quotes the payload in its message.
    throw callFailure("ONEFN_CALL_FAILED", title, "has an answer that is not JSON");
  }
}

/** What the API says of a call that it did not take. @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
function serviceFailure(error: unknown, title: string): Error {
  const { name, $metadata: { httpStatusCode: status } = {} } = Object(error) as ServiceError;
  if (name === "CredentialsProviderError")
    return callFailure("ONEFN_CALL_REFUSED", title, "was not called for want of credentials", error);
  // An answer that breaks off has the status 200.
  if (status === undefined || !(status === 502 || (status >= 400 && status < 500)))
    return callFailure("ONEFN_CALL_UNANSWERED", title, "did not answer", error);
  if (status === 404)
    return callFailure("ONEFN_TASK_NOT_FOUND", title, "is not on Lambda by this name", error);
  if (
    status === 429 ||
    /^(?:EC2Throttled|ENILimitReached|ResourceNotReady|SnapStartNotReady)/.test(`${name}`)
  )
    return callFailure("ONEFN_CALL_THROTTLED", title, "was not taken by Lambda at present", error);
  return callFailure("ONEFN_CALL_REFUSED", title, `was refused by Lambda with the status ${status}`, error);
}

interface ServiceError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What Lambda's runtime sends of an error. @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
interface FunctionError {
  readonly errorType?: unknown;
  readonly errorMessage?: unknown;
  readonly trace?: unknown;
}

function functionFailure({ errorType, errorMessage, trace }: FunctionError, title: string): Error {
  const name = typeof errorType === "string" ? errorType : "";
  const message = typeof errorMessage === "string" ? errorMessage : "";
  const cause = Object.assign(new Error(message), {
    name,
    ...(Array.isArray(trace) && { stack: trace.join("\n") }),
  });
  // The runtime writes no type where Lambda has stopped the process at its timeout.
  if (name === "Sandbox.Timedout" || (name === "" && /Task timed out after [\d.]+ seconds$/.test(message)))
    return new OnefnError("ONEFN_DEADLINE", `[onefn] call: ${title} was stopped at its timeout by Lambda.`, {
      cause,
    });
  const named = namedFailure({ name, message }, title);
  return named ?? callFailure("ONEFN_CALL_FAILED", title, "failed by an error that nobody expected", cause);
}
