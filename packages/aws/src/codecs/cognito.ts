import type { Allow, Deny, IdentityMoment } from "onefn";
import {
  type CallOutcome,
  type CallsCodec,
  type Carried,
  createIdentityEvent,
  verdictOf,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { isFirstVersion, isOfVersion, reservedIn, tokenResponse } from "./cognito-tokens.js";

/** What a user pool of Cognito invokes a function with. */
export interface CognitoEvent {
  readonly version: string;
  /** Such as `PreSignUp_SignUp`. */
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName?: string | null;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>> | null;
}

/** One trigger of a user pool. */
interface Hook extends Omit<Carried, "hook"> {
  readonly on: IdentityMoment;
  readonly done?: true;
  /** The response to an allow(), beside what the decision has for the platform. Default: nothing. */
  allowed?(event: CognitoEvent, decision: Allow): object;
  /** The response to a deny(). Default: there is none, the function throws. */
  readonly denied?: object;
}

/**
 * By the names in `triggerSource`. A plain allow() is no answer where it would say more than it means: at
 * DefineAuthChallenge it would issue tokens without a challenge, and at UserMigration make any password the user's.
 */
const HOOKS: Readonly<Record<string, Hook>> = {
  PreSignUp: { on: "signUp" },
  PostConfirmation: { on: "signUp", done: true },
  PreAuthentication: { on: "signIn" },
  PostAuthentication: { on: "signIn", done: true },
  UserMigration: { on: "signIn", platformOnly: true },
  InboundFederation: { on: "signIn", allowed: () => ({ userAttributesToMap: {} }) },
  PreTokenGeneration: { on: "token", claims: { suppresses: true }, allowed: tokenResponse },
  DefineAuthChallenge: {
    on: "challenge",
    platformOnly: true,
    denied: { issueTokens: false, failAuthentication: true },
  },
  CreateAuthChallenge: { on: "challenge", platformOnly: true },
  VerifyAuthChallengeResponse: {
    on: "challenge",
    allowed: () => ({ answerCorrect: true }),
    denied: { answerCorrect: false },
  },
  CustomMessage: { on: "message" },
  CustomSMSSender: { on: "message" },
  CustomEmailSender: { on: "message" },
};

/** The trigger's name in the user pool. That of tokens differs from the one in the event. */
function triggerOf({ triggerSource }: CognitoEvent): string {
  const name = triggerSource.replace(/_.*$/s, "");
  return name === "TokenGeneration" ? "PreTokenGeneration" : name;
}

function hookOf(event: CognitoEvent): Hook {
  return HOOKS[triggerOf(event)] as Hook;
}

function carriedBy(event: CognitoEvent, { output }: CallOutcome): Carried {
  const { claims, platformOnly } = hookOf(event);
  const hook = triggerOf(event);
  if (!claims) return { hook, platformOnly };
  const decision = output as Partial<Allow> | undefined;
  const { response } = decision?.platform ?? {};
  // An answer in Cognito's own words is the whole answer. Claims beside it would be left out without a word.
  if (response) return { hook: isOfVersion(event, response) ? hook : `version ${event.version} of ${hook}` };
  const types = isFirstVersion(event) ? { types: ["string"] } : {};
  const reserved = reservedIn(event, decision?.claims ?? {});
  return { hook, claims: { ...claims, ...types, reserved } };
}

/** Nobody signs up: a user pool tells its trigger of confirmed sign-ups about new passwords, too. */
const NEW_PASSWORD = "PostConfirmation_ConfirmForgotPassword";

/** What a user reads who was denied without a reason. */
const DENIED = "Denied.";

/**
 * Triggers of a user pool of Cognito. The result is the event with its `response` filled in. Whoever is denied gets the
 * reason as the error's message, and no other text of a function.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export const cognito: CallsCodec<CognitoEvent, CognitoEvent, LambdaContext | undefined> = {
  kind: "identity",
  trigger: "cognito",
  matches(native) {
    const { triggerSource, userPoolId, request } = asRecord(native);
    return (
      typeof triggerSource === "string" &&
      typeof userPoolId === "string" &&
      Object(request) === request &&
      Object.hasOwn(HOOKS, triggerOf(native as CognitoEvent))
    );
  },
  inputs: (event) => (event.triggerSource === NEW_PASSWORD ? [] : [{ input: inputOf(event) }]),
  encode([outcome], call) {
    const event = call.native;
    if (!outcome) return event;
    const hook = hookOf(event);
    const decision = verdictOf(outcome, carriedBy(event, outcome), call);
    return { ...event, response: { ...event.response, ...responseTo(event, hook, decision) } };
  },
};

/** @throws Error with the reason, for a denial that has no response. Cognito shows its message to the client. */
function responseTo(event: CognitoEvent, hook: Hook, decision: Allow | Deny | undefined): object {
  if (decision?.type === "allow")
    return { ...hook.allowed?.(event, decision), ...decision.platform?.response };
  if (decision && hook.denied) return hook.denied;
  throw new Error(decision?.reason || DENIED);
}

function inputOf(event: CognitoEvent) {
  const { on, done } = hookOf(event);
  const { callerContext, triggerSource, request } = event;
  const attributes = asRecord(request.userAttributes);
  const { clientId } = asRecord(callerContext);
  return createIdentityEvent({
    on,
    hook: triggerSource,
    done,
    user: {
      id: textOf(attributes.sub),
      email: textOf(attributes.email),
      attributes,
      claims: claimsOf(request),
    },
    // An administrator's call is no client's.
    app: clientId === "CLIENT_ID_NOT_APPLICABLE" ? undefined : textOf(clientId),
  });
}

/** The claims of a federated user's ID token, or the attributes of the assertion. */
function claimsOf({ attributes }: CognitoEvent["request"]): Readonly<Record<string, unknown>> {
  const { idToken, samlResponse } = asRecord(attributes);
  return asRecord(idToken ?? samlResponse);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
