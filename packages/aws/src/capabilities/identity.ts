import type { Capabilities } from "onefn/provider";
import { gap, how } from "./words.js";

const COGNITO = "https://docs.aws.amazon.com/cognito/latest/developerguide";

const GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

/** Lambda authorizers. */
const authorizers: Capabilities = {
  waitUntil: how("awaited before the answer"),
  claims: how("as the authorizer's context, which the API's function gets in `context.auth`"),
  suppressedClaims: gap(
    "There is no token to leave claims out of.",
    `${GATEWAY}/api-gateway-lambda-authorizer-output.html`,
  ),
  userAttributes: gap(
    "An authorizer is asked about a request, and knows no user to change.",
    `${GATEWAY}/api-gateway-lambda-authorizer-output.html`,
  ),
  reasons: gap(
    "API Gateway answers a denial with a text of its own, which gateway responses can change.",
    `${GATEWAY}/supported-gateway-response-types.html`,
  ),
  users: gap(
    "An authorizer gets the request alone: who the user is, is what it has to find out.",
    `${GATEWAY}/api-gateway-lambda-authorizer-input.html`,
  ),
  apps: gap(
    "An authorizer gets the request alone, which names no client.",
    `${GATEWAY}/api-gateway-lambda-authorizer-input.html`,
  ),
};

/** Hooks that decide while a user waits. */
export const identity: Readonly<Record<string, Capabilities>> = {
  authorizer: authorizers,
  "authorizer-v2": authorizers,
  cognito: {
    waitUntil: how("awaited before the answer"),
    claims: how("at PreTokenGeneration"),
    userAttributes: gap(
      "No trigger of a user pool can set attributes of a user who signs up. UserMigration and InboundFederation set them by " +
        "`allow({ platform })`.",
      `${COGNITO}/user-pool-lambda-pre-sign-up.html`,
    ),
    userIp: gap(
      "A user pool does not tell its triggers the address of the user.",
      `${COGNITO}/cognito-user-pools-working-with-lambda-triggers.html`,
    ),
  },
};
