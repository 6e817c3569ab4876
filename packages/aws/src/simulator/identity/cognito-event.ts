import { randomUUID } from "node:crypto";
import { REGION } from "../account.js";

/** A trigger of a user pool, by its name there. */
export type CognitoTrigger = keyof typeof TRIGGERS;

/** The versions of a trigger's event. */
export type CognitoVersion = "1" | "2" | "3";

/** What a user pool tells its triggers. */
export interface CognitoEventOptions<
  Source extends string = string,
  Version extends CognitoVersion = CognitoVersion,
> {
  /** What follows the trigger's name in `triggerSource`, such as `ExternalProvider`. Default: the trigger's most usual. */
  readonly source?: Source | undefined;
  /** Default: 1. PreTokenGeneration has 1, 2 and 3. */
  readonly version?: Version | undefined;
  readonly userName?: string | undefined;
  /** Default: an id and an address. */
  readonly userAttributes?: Readonly<Record<string, string>> | undefined;
  readonly clientId?: string | undefined;
  /** More members of `request`. */
  readonly request?: Readonly<Record<string, unknown>> | undefined;
}

const FLAGS = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const MESSAGE = { smsMessage: null, emailMessage: null, emailSubject: null };
const CODE = { codeParameter: "{####}", linkParameter: "{##Click Here##}", usernameParameter: null };
const SENT = { type: "customEmailSenderRequestV1", code: "AYADeE1TfBhz...", clientMetadata: null };

/** The source, and what `request` and `response` have beside the attributes. */
const TRIGGERS = {
  PreSignUp: asked("SignUp", { validationData: null }, FLAGS),
  PostConfirmation: asked("ConfirmSignUp", {}, {}),
  PreAuthentication: asked("Authentication", { validationData: {} }, {}),
  PostAuthentication: asked("Authentication", { newDeviceUsed: false }, {}),
  PreTokenGeneration: asked("Authentication", { groupConfiguration: GROUPS() }, {}),
  DefineAuthChallenge: asked(
    "Authentication",
    { session: [] },
    NOTHING("challengeName", "issueTokens", "failAuthentication"),
  ),
  CreateAuthChallenge: asked(
    "Authentication",
    { challengeName: "CUSTOM_CHALLENGE", session: [] },
    NOTHING("publicChallengeParameters", "privateChallengeParameters", "challengeMetadata"),
  ),
  VerifyAuthChallengeResponse: asked(
    "Authentication",
    { privateChallengeParameters: { answer: "5" }, challengeAnswer: "5" },
    NOTHING("answerCorrect"),
  ),
  CustomMessage: asked("SignUp", CODE, MESSAGE),
  CustomEmailSender: asked("SignUp", SENT, {}),
  CustomSMSSender: asked("SignUp", { ...SENT, type: "customSMSSenderRequestV1" }, {}),
  UserMigration: asked(
    "Authentication",
    { password: "a password", validationData: null },
    NOTHING(
      "userAttributes",
      "forceAliasCreation",
      "finalUserStatus",
      "messageAction",
      "desiredDeliveryMediums",
    ),
  ),
  InboundFederation: asked(
    "ExternalProvider",
    { providerName: "Simulated", providerType: "OIDC" as const, attributes: { idToken: { sub: "1" } } },
    { userAttributesToMap: {} },
  ),
};

/** Hooks before the pool has the user. */
type NotInThePool = "UserMigration" | "InboundFederation";

function isInThePool(trigger: CognitoTrigger): boolean {
  return trigger !== "UserMigration" && trigger !== "InboundFederation";
}

function asked<Source extends string, Request, Response>(
  source: Source,
  request: Request,
  response: Response,
) {
  return { source, request, response };
}

function GROUPS() {
  return { groupsToOverride: ["readers"], iamRolesToOverride: [], preferredRole: null };
}

function NOTHING<Name extends string>(...names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>;
}

type Asked<Trigger extends CognitoTrigger> = (typeof TRIGGERS)[Trigger];

/** What a user pool sends to a trigger. */
export interface CognitoEvent<
  Trigger extends CognitoTrigger,
  Source extends string,
  Version extends CognitoVersion,
> {
  version: Version;
  triggerSource: `${Trigger extends "PreTokenGeneration" ? "TokenGeneration" : Trigger}_${Source}`;
  region: string;
  userPoolId: string;
  userName: string;
  callerContext: { awsSdkVersion: string; clientId: string };
  request: Asked<Trigger>["request"] &
    (Trigger extends NotInThePool ? { userAttributes?: never } : { userAttributes: Record<string, string> }) &
    (Trigger extends "PreTokenGeneration" ? { scopes?: string[] } : unknown);
  response: Trigger extends "PreTokenGeneration"
    ? { [Details in Version extends "1" ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails"]: null }
    : Asked<Trigger>["response"];
}

/**
 * Builds what a user pool of Cognito invokes a function with.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 * @example
 * const event = cognito("PreSignUp", { userAttributes: { email: "ann@example.com" } });
 * @trigger cognito
 */
export function cognito<
  Trigger extends CognitoTrigger,
  Source extends string = Asked<Trigger>["source"],
  Version extends CognitoVersion = "1",
>(
  trigger: Trigger,
  options?: CognitoEventOptions<Source, Version>,
): CognitoEvent<Trigger, NoInfer<Source>, NoInfer<Version>>;
export function cognito(
  trigger: CognitoTrigger,
  {
    version = "1",
    userName = randomUUID(),
    userAttributes = { sub: userName, email: "ann@example.com", "cognito:user_status": "CONFIRMED" },
    clientId = "1example23456789",
    ...more
  }: CognitoEventOptions = {},
): object {
  const { source, request, response } = TRIGGERS[trigger];
  const isToken = trigger === "PreTokenGeneration";
  const name = isToken ? "TokenGeneration" : trigger;
  const token = version === "1" ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails";
  return {
    version,
    triggerSource: `${name}_${more.source ?? source}`,
    region: REGION,
    userPoolId: `${REGION}_simulated`,
    userName,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId },
    request: {
      ...(isInThePool(trigger) && { userAttributes }),
      ...(isToken && version !== "1" && { scopes: ["openid"] }),
      ...request,
      ...more.request,
    },
    response: isToken ? { [token]: null } : { ...response },
  };
}
