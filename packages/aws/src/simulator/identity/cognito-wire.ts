import {
  type IdentityReply,
  type IdentityWire,
  type OutgoingHook,
  type ResultSchema,
  schema,
} from "onefn/simulator";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { createAskingWire } from "./asking.js";
import { type CognitoTrigger, cognito } from "./cognito-event.js";

const { array, boolean, literal, object, optional, record, string, union } = schema;

/** Any text that JSON has. */
const text = string();
const nothing = object({});
const anything = record(union(text, boolean(), schema.number(), array(text), literal(null), nothing));
const override = object({
  claimsToAddOrOverride: optional(record(union(text, schema.number(), boolean(), array(text)))),
  claimsToSuppress: optional(array(text)),
});
const groups = object({
  groupsToOverride: optional(array(text)),
  iamRolesToOverride: optional(array(text)),
  preferredRole: optional(union(text, literal(null))),
});
const orNull = (part: ResultSchema) => union(part, literal(null));

/** The member `response`, by the trigger. */
const responses = {
  PreSignUp: object({ autoConfirmUser: boolean(), autoVerifyEmail: boolean(), autoVerifyPhone: boolean() }),
  PreAuthentication: nothing,
  PreTokenGeneration: object({
    claimsAndScopeOverrideDetails: orNull(
      object({
        idTokenGeneration: optional(override),
        accessTokenGeneration: optional(override),
        groupOverrideDetails: groups,
      }),
    ),
  }),
  VerifyAuthChallengeResponse: object({ answerCorrect: boolean() }),
  CustomMessage: object({ smsMessage: orNull(text), emailMessage: orNull(text), emailSubject: orNull(text) }),
};

/** The trigger of each moment that a simulated user pool asks at. */
const TRIGGERS = {
  signUp: "PreSignUp",
  signIn: "PreAuthentication",
  token: "PreTokenGeneration",
  challenge: "VerifyAuthChallengeResponse",
  message: "CustomMessage",
} as const satisfies Partial<Record<OutgoingHook["on"], CognitoTrigger>>;

/** A result is the event with its response. What a function changed beside it would have no effect, or be refused. */
const results = Object.values(responses).map((response) =>
  object({
    version: literal("1", "2"),
    triggerSource: string(/^\w+_\w+$/),
    region: text,
    userPoolId: text,
    userName: text,
    callerContext: object({ awsSdkVersion: text, clientId: text }),
    request: record(union(anything, literal(null), text, array(text))),
    response,
  }),
);

/** What `response` of an event with another one must not be. */
const wrong = (response: unknown) => ({ ...cognito("PreSignUp", { userName: "1" }), response });

/**
 * A user pool of Cognito, which asks a host's functions.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export function createCognitoWire(host: LambdaHost): IdentityWire {
  return createAskingWire(
    {
      trigger: "cognito",
      moments: ["signUp", "signIn", "token", "challenge", "message"],
      claimsAt: "token",
      result: {
        schema: union(...results),
        wrong: [
          null,
          { allowed: true },
          wrong(null),
          wrong({ autoConfirmUser: "yes", autoVerifyEmail: false, autoVerifyPhone: false }),
          wrong({ claimsAndScopeOverrideDetails: { claimsToAddOrOverride: { tenant: "a" } } }),
        ],
      },
      event: eventOf,
      reply: replyOf,
    },
    host,
  );
}

function eventOf({ on, user = {}, app }: OutgoingHook) {
  if (!Object.hasOwn(TRIGGERS, on)) throw new Error(`A user pool of Cognito never asks at "${on}".`);
  const { id, email, attributes } = user;
  const userAttributes = {
    ...(id !== undefined && { sub: id }),
    ...(email !== undefined && { email }),
    ...attributes,
  };
  return cognito(TRIGGERS[on as keyof typeof TRIGGERS], {
    userAttributes,
    clientId: app,
    version: on === "token" ? "2" : "1",
  });
}

/** A user pool refuses an answer that is not its event. */
const UNRECOGNIZABLE: IdentityReply = { allowed: false, text: "Unrecognizable lambda output" };

/**
 * What a user pool makes of an answer. The message of an error reaches the client.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
function replyOf(
  answer: LambdaAnswer,
  { triggerSource }: { readonly triggerSource: string },
  // biome-ignore lint/suspicious/noExplicitAny: JSON, which is only read where it is as documented.
  result: any,
): IdentityReply {
  const name = triggerSource.split("_")[0];
  if (answer.kind === "error")
    return { allowed: false, text: `${name} failed with error ${answer.errorMessage}.` };
  if (answer.kind !== "result")
    return { allowed: false, text: `${name} invocation failed due to a timeout.` };
  if (result?.triggerSource !== triggerSource || typeof result.response !== "object") return UNRECOGNIZABLE;
  if (result.response.answerCorrect === false)
    return { allowed: false, text: "Incorrect username or password." };
  const token = result.response.claimsAndScopeOverrideDetails?.accessTokenGeneration;
  return {
    allowed: true,
    claims: token?.claimsToAddOrOverride ?? {},
    suppressed: token?.claimsToSuppress ?? [],
    attributes: {},
  };
}
