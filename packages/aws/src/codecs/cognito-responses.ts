type Texts = Readonly<Record<string, string>>;

/** Cognito's groups of a user, as tokens have them. */
interface GroupOverride {
  readonly groupsToOverride?: readonly string[] | undefined;
  readonly iamRolesToOverride?: readonly string[] | undefined;
  readonly preferredRole?: string | undefined;
}

/** What is added to a token of Cognito and left out of it. */
interface TokenOverride {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | undefined;
  readonly claimsToSuppress?: readonly string[] | undefined;
}

interface AccessTokenOverride extends TokenOverride {
  readonly scopesToAdd?: readonly string[] | undefined;
  readonly scopesToSuppress?: readonly string[] | undefined;
}

/** The member `response` of each of Cognito's events, by the trigger's name in the user pool. */
export interface CognitoResponses {
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
  readonly PreSignUp: {
    readonly autoConfirmUser?: boolean | undefined;
    readonly autoVerifyEmail?: boolean | undefined;
    readonly autoVerifyPhone?: boolean | undefined;
  };
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
  readonly PreTokenGeneration:
    | {
        /** Of version V1_0. */
        readonly claimsOverrideDetails: {
          readonly claimsToAddOrOverride?: Texts | undefined;
          readonly claimsToSuppress?: readonly string[] | undefined;
          readonly groupOverrideDetails?: GroupOverride | undefined;
        };
      }
    | {
        /** Of versions V2_0 and V3_0. */
        readonly claimsAndScopeOverrideDetails: {
          readonly idTokenGeneration?: TokenOverride | undefined;
          readonly accessTokenGeneration?: AccessTokenOverride | undefined;
          readonly groupOverrideDetails?: GroupOverride | undefined;
        };
      };
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html */
  readonly DefineAuthChallenge: {
    readonly challengeName?: string | undefined;
    readonly issueTokens: boolean;
    readonly failAuthentication: boolean;
  };
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html */
  readonly CreateAuthChallenge: {
    readonly publicChallengeParameters: Texts;
    /** What VerifyAuthChallengeResponse compares the answer with. No user sees it. */
    readonly privateChallengeParameters: Texts;
    readonly challengeMetadata?: string | undefined;
  };
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
  readonly CustomMessage: {
    readonly smsMessage?: string | undefined;
    readonly emailMessage?: string | undefined;
    readonly emailSubject?: string | undefined;
  };
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html */
  readonly UserMigration: {
    readonly userAttributes: Texts;
    readonly finalUserStatus?: "CONFIRMED" | "RESET_REQUIRED" | "FORCE_CHANGE_PASSWORD" | undefined;
    readonly messageAction?: "RESEND" | "SUPPRESS" | undefined;
    readonly desiredDeliveryMediums?: readonly ("SMS" | "EMAIL")[] | undefined;
    readonly forceAliasCreation?: boolean | undefined;
    readonly enableSMSMFA?: boolean | undefined;
  };
  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html */
  readonly InboundFederation: {
    /** All attributes that are to be kept. An empty object keeps them all. */
    readonly userAttributesToMap: Texts;
  };
}

/**
 * An answer in Cognito's own words, for `allow({ platform })`. It replaces the members of the event's `response`. At
 * PreTokenGeneration it is refused beside claims, and if it is of another version than the event.
 *
 * @param trigger the trigger's name in the user pool.
 * @example
 * return allow({ platform: cognitoResponse("CustomMessage", { emailSubject: "Welcome", emailMessage: "Code: {####}" }) });
 */
export function cognitoResponse<Trigger extends keyof CognitoResponses>(
  trigger: Trigger,
  response: CognitoResponses[Trigger],
): { readonly hook: string; readonly response: object } {
  return { hook: trigger, response };
}
