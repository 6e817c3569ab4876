import { type IdentityReply, type IdentityWire, type OutgoingHook, schema } from "onefn/simulator";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { createAskingWire } from "./asking.js";
import { authorizer } from "./authorizer-event.js";

const { array, boolean, literal, number, object, optional, record, string, union } = schema;

const arn = string(/^arn:aws:execute-api:.+$/);

const policy = object({
  principalId: string(/./),
  policyDocument: object({
    Version: literal("2012-10-17"),
    Statement: array(
      object({
        Action: literal("execute-api:Invoke"),
        Effect: literal("Allow", "Deny"),
        Resource: union(arn, array(arn)),
      }),
    ),
  }),
  context: optional(record(union(string(), number(), boolean()))),
});

const simple = object({
  isAuthorized: boolean(),
  context: optional(record(union(string(), number(), boolean(), array(string())))),
});

/** A Lambda authorizer of a REST API. */
export function createAuthorizerWire(host: LambdaHost): IdentityWire {
  return createAskingWire(
    {
      trigger: "authorizer",
      moments: ["authorize"],
      claimsAt: "authorize",
      result: {
        schema: policy,
        wrong: [null, {}, { isAuthorized: true }, { principalId: "", policyDocument: {} }, "allow"],
      },
      event: (hook) => asked("REQUEST", hook),
      reply: (answer, { methodArn }, result) =>
        policy.issuesIn(result).length > 0
          ? failed(answer)
          : replyOf(allows(result.policyDocument.Statement, `${methodArn}`), result.context),
    },
    host,
  );
}

/** A Lambda authorizer of an HTTP API, with payload format 2.0 and simple answers. */
export function createAuthorizerV2Wire(host: LambdaHost): IdentityWire {
  return createAskingWire(
    {
      trigger: "authorizer-v2",
      moments: ["authorize"],
      claimsAt: "authorize",
      result: {
        schema: simple,
        wrong: [
          null,
          {},
          { isAuthorized: "true" },
          { isAuthorized: 1 },
          { principalId: "a", policyDocument: {} },
        ],
      },
      event: (hook) => asked("HTTP", hook),
      reply: (answer, _, result) =>
        simple.issuesIn(result).length > 0 ? failed(answer) : replyOf(result.isAuthorized, result.context),
    },
    host,
  );
}

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Resource: string | readonly string[];
}

/**
 * As IAM evaluates a policy: one statement has to allow what is asked for, and none may deny it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
function allows(statements: readonly Statement[], asked: string): boolean {
  const effects = statements
    .filter(({ Resource }) => [Resource].flat().some((each) => patternOf(each).test(asked)))
    .map(({ Effect }) => Effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}

/** `*` stands for any text, also with slashes, and `?` for one character. */
function patternOf(resource: string): RegExp {
  const text = resource.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${text.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}

function asked(type: "REQUEST" | "HTTP", { on, credentials, ip }: OutgoingHook) {
  if (on !== "authorize") throw new Error(`API Gateway never asks at "${on}".`);
  return authorizer(type, { credentials, ip }) as { readonly methodArn?: string };
}

function replyOf(isAllowed: boolean, context: Readonly<Record<string, unknown>> = {}): IdentityReply {
  return isAllowed
    ? { allowed: true, claims: context, suppressed: [], attributes: {} }
    : { allowed: false, text: '{"Message":"User is not authorized to access this resource"}' };
}

/**
 * What a client reads of an authorizer that failed, or answered what API Gateway does not understand.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
function failed(answer: LambdaAnswer): IdentityReply {
  const isUnauthorized = answer.kind === "error" && answer.errorMessage === "Unauthorized";
  return { allowed: false, text: isUnauthorized ? '{"message":"Unauthorized"}' : '{"message":null}' };
}
