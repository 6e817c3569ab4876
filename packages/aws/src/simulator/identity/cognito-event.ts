import { randomUUID } from "node:crypto";
import { REGION } from "../account.js";

/** A trigger of a user pool, by its name there. */
export type CognitoTrigger = keyof typeof TRIGGERS;

/** What a user pool tells its triggers. */
export interface CognitoEventOptions {
  /** What follows the trigger's name in `triggerSource`, such as `ExternalProvider`. Default: the trigger's most usual. */
  readonly source?: string | undefined;
  /** Default: 1. PreTokenGeneration has 1, 2 and 3. */
  readonly version?: "1" | "2" | "3" | undefined;
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
  PreSignUp: ["SignUp", { validationData: null }, FLAGS],
  PostConfirmation: ["ConfirmSignUp", {}, {}],
  PreAuthentication: ["Authentication", { validationData: {} }, {}],
  PostAuthentication: ["Authentication", { newDeviceUsed: false }, {}],
  PreTokenGeneration: ["Authentication", { groupConfiguration: GROUPS() }, {}],
  DefineAuthChallenge: [
    "Authentication",
    { session: [] },
    NOTHING("challengeName issueTokens failAuthentication"),
  ],
  CreateAuthChallenge: [
    "Authentication",
    { challengeName: "CUSTOM_CHALLENGE", session: [] },
    NOTHING("publicChallengeParameters privateChallengeParameters challengeMetadata"),
  ],
  VerifyAuthChallengeResponse: [
    "Authentication",
    { privateChallengeParameters: { answer: "5" }, challengeAnswer: "5" },
    NOTHING("answerCorrect"),
  ],
  CustomMessage: ["SignUp", CODE, MESSAGE],
  CustomEmailSender: ["SignUp", SENT, {}],
  CustomSMSSender: ["SignUp", { ...SENT, type: "customSMSSenderRequestV1" }, {}],
  UserMigration: [
    "Authentication",
    { password: "a password", validationData: null },
    NOTHING("userAttributes forceAliasCreation finalUserStatus messageAction desiredDeliveryMediums"),
  ],
  InboundFederation: [
    "ExternalProvider",
    { providerName: "Simulated", providerType: "OIDC", attributes: { idToken: { sub: "1" } } },
    { userAttributesToMap: {} },
  ],
} as const;

/** Hooks before the pool has the user. */
const NOT_IN_THE_POOL: ReadonlySet<string> = new Set(["UserMigration", "InboundFederation"]);

function GROUPS() {
  return { groupsToOverride: ["readers"], iamRolesToOverride: [], preferredRole: null };
}

function NOTHING(names: string): Readonly<Record<string, null>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, null]));
}

/**
 * Builds what a user pool of Cognito invokes a function with.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 * @example
 * const event = cognito("PreSignUp", { userAttributes: { email: "ann@example.com" } });
 * @trigger cognito
 */
export function cognito(
  trigger: CognitoTrigger,
  {
    version = "1",
    userName = randomUUID(),
    userAttributes = { sub: userName, email: "ann@example.com", "cognito:user_status": "CONFIRMED" },
    clientId = "1example23456789",
    ...more
  }: CognitoEventOptions = {},
) {
  const [source, request, response] = TRIGGERS[trigger];
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
      ...(!NOT_IN_THE_POOL.has(trigger) && { userAttributes }),
      ...(isToken && version !== "1" && { scopes: ["openid"] }),
      ...request,
      ...more.request,
    },
    response: isToken ? { [token]: null } : { ...response },
  };
}
