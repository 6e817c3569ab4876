import type { Allow } from "onefn";
import { asRecord } from "../native.js";
import type { CognitoEvent } from "./cognito.js";

/**
 * The response to PreTokenGeneration. Version 1 adds claims to the ID token, and only texts. Versions 2 and 3 add them to
 * the access token, too; that of a client's own credentials is the only one.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export function tokenResponse(event: CognitoEvent, { claims }: Allow): object {
  if (!claims) return {};
  const override = {
    claimsToAddOrOverride: Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null)),
    claimsToSuppress: Object.keys(claims).filter((name) => claims[name] === null),
  };
  const groups = groupsOf(event);
  if (isFirstVersion(event)) return { claimsOverrideDetails: { ...override, ...groups } };
  const forUser = event.triggerSource !== "TokenGeneration_ClientCredentials";
  return {
    claimsAndScopeOverrideDetails: {
      ...(forUser && { idTokenGeneration: override }),
      accessTokenGeneration: override,
      ...groups,
    },
  };
}

/** Whether a claim must be a text: only later versions take other values. */
export function isFirstVersion({ version }: CognitoEvent): boolean {
  return version === "1";
}

const ALL = "acr amr at_hash aud auth_time azp exp iat identities iss jti nbf nonce origin_jti sub token_use";
const ACCESS = "client_id device_key event_id scope username version";

/**
 * The claims, among these, that Cognito keeps for itself: it issues the token with its own value, and says nothing. Of those
 * with a prefix of its own, it lets groups be suppressed, and developers' attributes.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export function reservedIn(event: CognitoEvent, claims: NonNullable<Allow["claims"]>): readonly string[] {
  const reserved = (isFirstVersion(event) ? ALL : `${ALL} ${ACCESS}`).split(" ");
  return Object.keys(claims).filter((name) => {
    if (claims[name] === null && /^(?:dev:|cognito:groups$)/.test(name)) return false;
    return reserved.includes(name) || /^(?:dev|cognito):/.test(name);
  });
}

/** Whether an answer in Cognito's own words is one that this version reads. The other's changes nothing. */
export function isOfVersion(event: CognitoEvent, response: object): boolean {
  return isFirstVersion(event) === Object.hasOwn(response, "claimsOverrideDetails");
}

/** The groups are copied, which leaves them as they are: Cognito reads an empty override as no groups. */
function groupsOf({ request }: CognitoEvent): object {
  const { groupConfiguration } = request;
  const isThere = Object.keys(asRecord(groupConfiguration)).length > 0;
  return isThere ? { groupOverrideDetails: groupConfiguration } : {};
}
