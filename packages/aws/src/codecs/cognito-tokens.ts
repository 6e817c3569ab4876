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

/** The groups are copied, which leaves them as they are: Cognito reads an empty override as no groups. */
function groupsOf({ request }: CognitoEvent): object {
  const { groupConfiguration } = request;
  const isThere = Object.keys(asRecord(groupConfiguration)).length > 0;
  return isThere ? { groupOverrideDetails: groupConfiguration } : {};
}
