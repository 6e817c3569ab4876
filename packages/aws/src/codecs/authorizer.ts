import type { Allow, Deny } from "onefn";
import { type Call, type CallOutcome, type CallsCodec, type Carried, verdictOf } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import type { AwsOptions } from "../options.js";
import { type AuthorizerEvent, inputOf, isAuthorizerEvent } from "./authorizer-request.js";
import type { PolicyResponse, SimpleResponse } from "./authorizer-responses.js";

const HOOK = "authorizer";

/** API Gateway's word for a request without valid credentials: an error with it is answered 401. */
const UNAUTHORIZED = "Unauthorized";

type AuthorizerCodec = CallsCodec<
  AuthorizerEvent,
  PolicyResponse | SimpleResponse,
  LambdaContext | undefined
>;

/**
 * Lambda authorizers of REST APIs and WebSocket APIs, and of HTTP APIs with payload format 1.0. The answer is a policy for
 * the method that was asked for.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export const authorizer: AuthorizerCodec = {
  kind: "identity",
  trigger: "authorizer",
  matches: (native) => isAuthorizerEvent(native, "methodArn"),
  inputs: (event) => [{ input: inputOf(event) }],
  encode: ([outcome], call) =>
    policyOf(
      decided(outcome as CallOutcome, ["string", "number", "boolean"], call),
      `${call.native.methodArn}`,
      call,
    ),
};

/**
 * Lambda authorizers of HTTP APIs with payload format 2.0. The option `authorizerAnswer` says which answer the API expects.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const authorizerV2: AuthorizerCodec = {
  kind: "identity",
  trigger: "authorizer-v2",
  matches: (native) => isAuthorizerEvent(native, "routeArn"),
  inputs: (event) => [{ input: inputOf(event) }],
  encode([outcome], call) {
    const isPolicy = (call.options as AwsOptions).authorizerAnswer === "policy";
    const decision = decided(outcome as CallOutcome, undefined, call, !isPolicy);
    if (isPolicy) return policyOf(decision, `${call.native.routeArn}`, call);
    return { isAuthorized: decision.type === "allow", ...withContext(decision) };
  },
};

/**
 * The decision. A denial that nobody decided is thrown: API Gateway caches answers, but no errors.
 *
 * @param isSimple whether the answer has no place for a policy. An allow() with one may mean less than a simple yes.
 * @throws Error whose message API Gateway reads: `Unauthorized` is answered 401, anything else 500.
 */
function decided(
  outcome: CallOutcome,
  types: readonly string[] | undefined,
  call: Call<AuthorizerEvent>,
  isSimple = false,
): Allow | Deny {
  const own = Object.keys((outcome.output as Partial<Allow> | undefined)?.platform?.response ?? {});
  const carried: Carried = {
    hook: isSimple && own.length > 0 ? `${HOOK} with simple answers` : HOOK,
    // Two contexts cannot both be passed on.
    claims: own.includes("context") ? undefined : types ? { types } : {},
  };
  const decision = verdictOf(outcome, carried, call);
  const isUnauthorized = decision
    ? decision.type === "deny" && decision.reason === UNAUTHORIZED
    : outcome.failure?.message === UNAUTHORIZED;
  if (isUnauthorized) throw new Error(UNAUTHORIZED);
  if (!decision) throw new Error("Denied.");
  return decision;
}

/**
 * A policy for what was asked for alone. One for more would be cached for the caller, although the function may have
 * decided by the method and the path.
 */
function policyOf(decision: Allow | Deny, arn: string, call: Call<AuthorizerEvent>): PolicyResponse {
  const isAllow = decision.type === "allow" && !isPattern(arn, call);
  const sub = decision.type === "allow" ? decision.claims?.sub : undefined;
  return {
    principalId: typeof sub === "string" ? sub : "caller",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: isAllow ? "Allow" : "Deny", Resource: arn }],
    },
    ...withContext(decision),
    ...(isAllow && decision.platform?.response),
  };
}

/** The end of the ARN is the path as the caller wrote it: with a wildcard, it would be a policy for other paths. */
function isPattern(arn: string, call: Call<AuthorizerEvent>): boolean {
  if (!/[*?]/.test(arn)) return false;
  call.log(
    "warn",
    "[onefn/aws] A request was denied, because its path has a wildcard, * or ?, of policies.",
    {
      code: "ONEFN_DECISION_INVALID",
    },
  );
  return true;
}

function withContext(decision: Allow | Deny): { readonly context?: Allow["claims"] } {
  return decision.type === "allow" && decision.claims ? { context: decision.claims } : {};
}
