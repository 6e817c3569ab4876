import { ALLOWED, caught, DENIED, decided, decision, NOTHING, unexpected } from "./identity-words.js";
import { type Native, ofWire } from "./mutant.js";
import { body, status, verifying } from "./verified.js";

/** Adapters that answer a user pool wrongly. */
export const cognitoMutants = ofWire("aws/cognito", [
  {
    name: "returning nothing allows",
    function: decided((given) => given ?? decision("allow")),
    caughtBy: [NOTHING],
  },
  {
    name: "whatever looks like an allow() is one",
    function: decided((given) => (given?.type === "allow" ? decision("allow", given) : given)),
    caughtBy: [
      "at each moment, a handler that returns what only looks like an allow() stops the user, and the log says why",
    ],
  },
  {
    name: "an error allows",
    function: caught(() => decision("allow")),
    caughtBy: [unexpected("error"), unexpected("undefined"), unexpected("hostile")],
  },
  {
    name: "an error is a denial with its message",
    function: caught((error) => decision("deny", { reason: String((error as Native)?.message) })),
    caughtBy: [unexpected("error"), unexpected("later-error")],
  },
  {
    name: "the answer is the response alone",
    result: (result) => result.response,
    caughtBy: [ALLOWED],
  },
  {
    name: "the answer is as a task's: the decision",
    result: () => ({ type: "allow" }),
    caughtBy: [ALLOWED],
  },
  { name: "nothing is answered", result: () => null, caughtBy: [ALLOWED] },
  {
    name: "a denial is answered, and not thrown",
    thrown: (_, event) => event,
    caughtBy: [DENIED, NOTHING, unexpected("error")],
  },
  {
    name: "a denial has no reason",
    thrown() {
      throw new Error("Denied.");
    },
    caughtBy: ["the reason of a denial reaches the user"],
  },
  {
    name: "a wrong answer to a challenge is right",
    result: (result) =>
      result.response.answerCorrect === false ? { ...result, response: { answerCorrect: true } } : result,
    caughtBy: [DENIED],
  },
  {
    name: "claims are given as for version 1",
    result({ response, ...result }) {
      const { claimsAndScopeOverrideDetails: details } = response;
      return details
        ? { ...result, response: { claimsOverrideDetails: details.idTokenGeneration } }
        : { ...result, response };
    },
    caughtBy: ["claims are added"],
  },
  {
    name: "a claim that is null is added",
    result: (result) => JSON.parse(JSON.stringify(result).replaceAll('["phone_number"]', "[]")),
    caughtBy: ["a claim that is null is left out of the token"],
  },
  {
    name: "claims are dropped where they have no place",
    function: decided((given) => (given?.claims ? decision("allow") : given)),
    caughtBy: ["claims that a moment has no place for stop the user, and the log says why"],
  },
  {
    name: "every moment is a sign-up",
    function: (fn) => ({ ...fn, trigger: { on: "signUp" }, name: undefined }),
    event: (event) => ({ ...event, triggerSource: "PreSignUp_SignUp" }),
    caughtBy: [ALLOWED],
  },
  {
    name: "the user has no id",
    event: ({ request, ...event }) => ({
      ...event,
      request: { ...request, userAttributes: { ...request.userAttributes, sub: undefined } },
    }),
    caughtBy: ["the event has the user's id and address"],
  },
  {
    name: "the deadline is not told",
    context: (context) => ({ ...context, getRemainingTimeInMillis: () => 30_000 }),
    caughtBy: ["a handler that ignores the signal stops the user at the deadline, and the log says so"],
  },
]);

/** Adapters that answer an authorizer of a REST API wrongly. */
export const authorizerMutants = ofWire("aws/authorizer", [
  {
    name: "an error allows",
    thrown: (_, event) => ({
      principalId: "caller",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }],
      },
    }),
    caughtBy: [NOTHING, unexpected("error")],
  },
  {
    name: "every policy allows",
    result: (result) => JSON.parse(JSON.stringify(result).replace('"Deny"', '"Allow"')),
    caughtBy: [DENIED],
  },
  {
    name: "the answer is that of an HTTP API",
    result: (result) => ({ isAuthorized: result.policyDocument.Statement[0].Effect === "Allow" }),
    caughtBy: [ALLOWED],
  },
  {
    name: "the policy is for another method",
    result: (result) => JSON.parse(JSON.stringify(result).replace("/GET/", "/POST/")),
    caughtBy: [ALLOWED],
  },
  {
    name: "claims are left out",
    result: ({ context: _, ...result }) => result,
    caughtBy: ["claims are added"],
  },
  {
    name: "the client's address is the proxy's",
    event: ({ requestContext, ...event }) => ({
      ...event,
      requestContext: { ...requestContext, identity: {} },
    }),
    caughtBy: ["the event has the user's address on the network"],
  },
]);

/** Adapters that answer an authorizer of an HTTP API wrongly. */
export const authorizerV2Mutants = ofWire("aws/authorizer-v2", [
  {
    name: "the answer is a policy",
    options: (options) => ({ ...options, authorizerAnswer: "policy" }),
    caughtBy: [ALLOWED],
  },
  {
    name: "the answer is a text",
    result: (result) => ({ ...result, isAuthorized: String(result.isAuthorized) }),
    caughtBy: [ALLOWED],
  },
  { name: "a denial is an allow", result: () => ({ isAuthorized: true }), caughtBy: [DENIED] },
]);

/** Adapters that answer Identity Platform wrongly. */
export const blockingMutants = ofWire("gcp/blocking", [
  {
    name: "verify is not called",
    options: verifying(() => "platform"),
    caughtBy: [
      "a hook with the right secret is handled, and one with a wrong secret, or none, is answered 401",
      "a verify that is not true refuses a hook: it throws",
    ],
  },
  {
    name: "without the option events, everybody may ask",
    options: (options) => ({ ...options, events: options.events ?? { verify: "platform" } }),
    caughtBy: ["without the option events, a hook is answered 401, and one log line says how to verify it"],
  },
  {
    name: "a denial is answered 200",
    sink: status((code) => (code === 403 ? 200 : code)),
    caughtBy: [DENIED],
  },
  {
    name: "a failure is answered 200",
    sink: status((code) => (code >= 500 ? 200 : code)),
    caughtBy: [NOTHING, unexpected("error")],
  },
  {
    name: "an attribute that is an object is set as a text",
    function: decided((given) =>
      given?.attributes
        ? decision("allow", {
            attributes: Object.fromEntries(
              Object.entries(given.attributes).map(([name, value]) => [name, `${value}`]),
            ),
          })
        : given,
    ),
    caughtBy: ["an attribute of another type than the provider takes stops the user, and the log says why"],
  },
  {
    name: "an answer has no updateMask",
    sink: body(({ userRecord: { updateMask: _, ...userRecord } = {} as Native, ...json }) => ({
      ...json,
      userRecord,
    })),
    caughtBy: ["claims are added", "attributes are set"],
  },
  {
    name: "updateMask leaves claims out",
    sink: body((json) =>
      JSON.parse(JSON.stringify(json).replace('"updateMask":"sessionClaims"', '"updateMask":""')),
    ),
    caughtBy: ["claims are added"],
  },
  {
    name: "a denial has no reason",
    sink: body((json) => (json.error ? { error: { ...json.error, message: "Denied." } } : json)),
    caughtBy: ["the reason of a denial reaches the user"],
  },
  {
    name: "an error is a denial with its message",
    function: caught((error) => decision("deny", { reason: String((error as Native)?.message) })),
    caughtBy: [unexpected("error"), unexpected("later-error")],
  },
]);
