import { adapt } from "@onefn/aws";
import { deny, type IdentityEvent, identity } from "onefn";
import { expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** Each moment by the names that AWS's events have. */
const MOMENTS = {
  signUp: /^(?:PreSignUp|PostConfirmation)_/,
  signIn: /^(?:PreAuthentication|PostAuthentication|UserMigration|InboundFederation)_/,
  token: /^TokenGeneration_/,
  challenge: /^(?:Define|Create|Verify)AuthChallenge/,
  message: /^Custom/,
} as const;

describeRecorded("recorded hooks of AWS", () => {
  const pools = recorded("aws").filter(
    ([, event]) => typeof event.userPoolId === "string" && /^[A-Z]/.test(event.triggerSource),
  );

  test.each(pools)("%s is read as it says", async (_, event: Native) => {
    const seen: IdentityEvent[] = [];
    const hook = <On extends keyof typeof MOMENTS>(on: On) =>
      identity({ on }, (given) => {
        seen.push(given);
        return deny({ reason: "seen" });
      });
    const functions = {
      signUp: hook("signUp"),
      signIn: hook("signIn"),
      token: hook("token"),
      challenge: hook("challenge"),
      message: hook("message"),
    };
    const before = structuredClone(event);
    const answer = await adapt(functions, { log: () => {} })(event).catch((error: Error) => error.message);
    expect(event).toEqual(before);
    if (typeof answer === "string") expect(answer).toBe("seen");
    else expect({ ...(answer as Native), response: null }).toEqual({ ...event, response: null });
    const { userAttributes = {}, attributes } = event.request;
    const [on] = Object.entries(MOMENTS).find(([, names]) => names.test(event.triggerSource)) ?? [];
    expect(seen).toEqual([
      {
        on,
        hook: event.triggerSource,
        done: event.triggerSource.startsWith("Post"),
        user: {
          id: userAttributes.sub,
          email: userAttributes.email,
          attributes: userAttributes,
          claims: attributes?.idToken ?? {},
        },
        app: event.callerContext.clientId,
        ip: undefined,
        request: undefined,
      },
    ]);
  });

  const gateways = recorded("aws").filter(
    ([, event]) => event.type !== undefined && (event.methodArn ?? event.routeArn) !== undefined,
  );

  test.each(gateways)("%s is read as it says", async (_, event: Native) => {
    const seen: IdentityEvent[] = [];
    const fn = identity({ on: "authorize" }, (given) => {
      seen.push(given);
      return deny();
    });
    const answer = await adapt(fn, { log: () => {} })(event);
    if (event.routeArn) expect(answer).toEqual({ isAuthorized: false });
    else
      expect(answer).toMatchObject({
        policyDocument: { Statement: [{ Effect: "Deny", Resource: event.methodArn }] },
      });
    const { http, identity: caller } = event.requestContext ?? {};
    expect(seen[0]).toMatchObject({
      on: "authorize",
      hook: event.type,
      ip: http?.sourceIp ?? caller?.sourceIp,
    });
    const [, , method] = event.methodArn?.split("/") ?? [];
    const authorization = event.headers?.Authorization ?? event.headers?.authorization;
    // An HTTP API caches answers by its identity sources. Other requests have none, and the usual header.
    const sources = event.identitySource ?? [authorization];
    const isSocket = event.requestContext?.connectionId !== undefined;
    expect(seen[0]?.request).toMatchObject({
      method: isSocket ? undefined : (http?.method ?? event.httpMethod ?? method),
      credentials:
        event.authorizationToken ?? (sources.includes(authorization ?? "") ? authorization : sources[0]),
    });
    expect(Object.keys(seen[0]?.request?.headers ?? {})).toHaveLength(
      Object.keys(event.headers ?? {}).length,
    );
  });
});
