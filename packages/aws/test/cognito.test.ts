import {
  type AllowOptions,
  allow,
  type Decision,
  deny,
  type IdentityEvent,
  type IdentityMoment,
  identity,
} from "onefn";
import { afterEach, describe, expect, it } from "vitest";
import { adapt as adaptCognito } from "../src/identity/cognito.js";
import { adapt } from "../src/index.js";
import { cognitoResponse } from "../src/platform.js";
import { type CognitoTrigger, cognito } from "../src/simulator/index.js";

const lines: string[] = [];
const quiet = { log: (line: string) => void lines.push(line) };
afterEach(() => void lines.splice(0));

/** Asks a function of a moment, through both entries. */
async function ask(on: IdentityMoment, event: object, decide: (event: IdentityEvent) => Decision) {
  const fn = identity({ on }, decide);
  const [one, other] = await Promise.all([adapt(fn, quiet)(event), adaptCognito(fn, quiet)(event)]);
  expect(other).toEqual(one);
  return one as { readonly response: object };
}

const MOMENTS: readonly (readonly [CognitoTrigger, IdentityMoment, done: boolean])[] = [
  ["PreSignUp", "signUp", false],
  ["PostConfirmation", "signUp", true],
  ["PreAuthentication", "signIn", false],
  ["PostAuthentication", "signIn", true],
  ["InboundFederation", "signIn", false],
  ["PreTokenGeneration", "token", false],
  ["VerifyAuthChallengeResponse", "challenge", false],
  ["CustomMessage", "message", false],
  ["CustomEmailSender", "message", false],
  ["CustomSMSSender", "message", false],
];

describe("a trigger of a user pool", () => {
  it.each(MOMENTS)(
    "%s is %s, and its answer is the event with only the response changed",
    async (trigger, on, done) => {
      const event = cognito(trigger);
      const before = structuredClone(event);
      const seen: IdentityEvent[] = [];
      const { response, ...answer } = await ask(on, event, (given) => {
        seen.push(given);
        return allow();
      });
      expect(event).toEqual(before);
      const { response: _, ...rest } = event;
      expect(answer).toEqual(rest);
      expect(response).toBeTypeOf("object");
      // A user who is not in the pool yet has no attributes there.
      const attributes = event.request.userAttributes ?? {};
      expect(seen[0]).toMatchObject({
        on,
        hook: event.triggerSource,
        done,
        user: { id: attributes.sub, email: attributes.email, attributes },
        app: event.callerContext.clientId,
        ip: undefined,
      });
    },
  );

  it("that an administrator caused has no client", async () => {
    const event = cognito("PreSignUp", { source: "AdminCreateUser", clientId: "CLIENT_ID_NOT_APPLICABLE" });
    await ask("signUp", event, ({ app }) => {
      expect(app).toBeUndefined();
      return allow();
    });
  });

  it.each(MOMENTS.filter(([, on]) => on !== "challenge"))(
    "%s fails with the reason of a denial",
    async (trigger, on) => {
      await expect(ask(on, cognito(trigger), () => deny({ reason: "Not today." }))).rejects.toThrow(
        /^Not today\.$/,
      );
      await expect(ask(on, cognito(trigger), () => deny())).rejects.toThrow(/^Denied\.$/);
    },
  );

  it("that is unknown is an unknown event", async () => {
    const fn = identity({ on: "signUp" }, () => allow());
    for (const triggerSource of ["PreFlight_SignUp", "__proto___SignUp", "constructor", ""])
      await expect(adapt(fn, quiet)({ ...cognito("PreSignUp"), triggerSource })).rejects.toMatchObject({
        code: "ONEFN_UNKNOWN_EVENT",
      });
  });

  it("of a new password is no sign-up: no function is asked, and the password is kept", async () => {
    const event = cognito("PostConfirmation", { source: "ConfirmForgotPassword" });
    expect(
      await ask("signUp", event, () => {
        throw new Error("asked");
      }),
    ).toEqual(event);
  });
});

describe("PreSignUp", () => {
  it("takes Cognito's own answer, and keeps the other flags", async () => {
    const platform = cognitoResponse("PreSignUp", { autoConfirmUser: true });
    const { response } = await ask("signUp", cognito("PreSignUp"), () => allow({ platform }));
    expect(response).toEqual({ autoConfirmUser: true, autoVerifyEmail: false, autoVerifyPhone: false });
  });
});

describe("PreTokenGeneration", () => {
  const claims = { tenant: "acme", phone_number: null };
  const override = { claimsToAddOrOverride: { tenant: "acme" }, claimsToSuppress: ["phone_number"] };
  const { groupConfiguration: groupOverrideDetails } = cognito("PreTokenGeneration").request as never;

  it("of version 1 changes the ID token, and keeps the groups", async () => {
    const { response } = await ask("token", cognito("PreTokenGeneration"), () => allow({ claims }));
    expect(response).toEqual({ claimsOverrideDetails: { ...override, groupOverrideDetails } });
  });

  it.each(["2", "3"] as const)("of version %s changes both tokens, and keeps the groups", async (version) => {
    const { response } = await ask("token", cognito("PreTokenGeneration", { version }), () =>
      allow({ claims }),
    );
    expect(response).toEqual({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: override,
        accessTokenGeneration: override,
        groupOverrideDetails,
      },
    });
  });

  it("of a client's own credentials changes the access token alone", async () => {
    const event = cognito("PreTokenGeneration", { version: "3", source: "ClientCredentials" });
    const { response } = await ask("token", event, () => allow({ claims }));
    expect(response).toEqual({
      claimsAndScopeOverrideDetails: { accessTokenGeneration: override, groupOverrideDetails },
    });
  });

  it("writes no groups where the user has none told", async () => {
    const event = cognito("PreTokenGeneration", { request: { groupConfiguration: {} } });
    const { response } = await ask("token", event, () => allow({ claims }));
    expect(response).toEqual({ claimsOverrideDetails: override });
  });

  it("without claims stays as it is", async () => {
    const event = cognito("PreTokenGeneration", { version: "2" });
    expect(await ask("token", event, () => allow())).toEqual(event);
  });

  it.each([
    ["a list", ["a"]],
    ["a number", 3],
    ["an object", { a: 1 }],
  ])("of version 1 denies a claim that is %s, and of version 2 takes it", async (_, value) => {
    const decide = () => allow({ claims: { roles: value } });
    await expect(ask("token", cognito("PreTokenGeneration"), decide)).rejects.toThrow(/^Denied\.$/);
    expect(lines.join()).toMatch(/ONEFN_DECISION_INVALID/);
    const { response } = await ask("token", cognito("PreTokenGeneration", { version: "2" }), decide);
    expect(JSON.stringify(response)).toContain(JSON.stringify({ roles: value }));
  });
});

describe("what a user pool would leave out without a word", () => {
  const denied = async (version: "1" | "2", options: AllowOptions, says: RegExp) => {
    lines.splice(0);
    const event = cognito("PreTokenGeneration", { version });
    await expect(ask("token", event, () => allow(options))).rejects.toThrow(/^Denied\.$/);
    expect(lines.join()).toMatch(says);
  };

  it.each(["sub", "aud", "cognito:username", "cognito:roles", "token_use"])(
    "denies: the claim %s, which is Cognito's own",
    async (name) => {
      for (const version of ["1", "2"] as const) {
        await denied(version, { claims: { tenant: "acme", [name]: "x" } }, /is the provider's own/);
        await denied(version, { claims: { [name]: null } }, /is the provider's own/);
      }
    },
  );

  it.each(["cognito:groups", "dev:role"])("can be suppressed, but not added: %s", async (name) => {
    await denied("1", { claims: { [name]: "x" } }, /is the provider's own/);
    const { response } = await ask("token", cognito("PreTokenGeneration"), () =>
      allow({ claims: { [name]: null } }),
    );
    expect(response).toMatchObject({ claimsOverrideDetails: { claimsToSuppress: [name] } });
  });

  it.each(["scope", "client_id", "username"])("denies: %s, which access tokens have", async (name) => {
    const claims = { [name]: "x" };
    await denied("2", { claims }, /is the provider's own/);
    const { response } = await ask("token", cognito("PreTokenGeneration"), () => allow({ claims }));
    expect(response).toMatchObject({ claimsOverrideDetails: { claimsToAddOrOverride: claims } });
  });

  const first = cognitoResponse("PreTokenGeneration", {
    claimsOverrideDetails: { claimsToAddOrOverride: { tenant: "acme" } },
  });
  const second = cognitoResponse("PreTokenGeneration", {
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: ["orders"] } },
  });

  it("denies: an answer in the words of another version", async () => {
    await denied("2", { platform: first }, /not for version 2 of PreTokenGeneration/);
    await denied("1", { platform: second }, /not for version 1 of PreTokenGeneration/);
    const { response } = await ask("token", cognito("PreTokenGeneration", { version: "2" }), () =>
      allow({ platform: second }),
    );
    expect(response).toEqual(second.response);
  });

  it("denies: claims beside an answer in Cognito's own words", async () => {
    await denied("2", { claims: { tenant: "acme" }, platform: second }, /no place for claims/);
  });
});

describe("a custom challenge", () => {
  it.each(["DefineAuthChallenge", "CreateAuthChallenge", "UserMigration"] as const)(
    "%s takes no plain allow(), which would say more than it means",
    async (trigger) => {
      const on = trigger === "UserMigration" ? "signIn" : "challenge";
      await expect(ask(on, cognito(trigger), () => allow())).rejects.toThrow(/^Denied\.$/);
      expect(lines.join()).toMatch(/ONEFN_DECISION_INVALID/);
    },
  );

  it("is defined in Cognito's own words, and failed by a denial", async () => {
    const own = { challengeName: "CUSTOM_CHALLENGE", issueTokens: false, failAuthentication: false };
    const platform = cognitoResponse("DefineAuthChallenge", own);
    const event = cognito("DefineAuthChallenge");
    expect((await ask("challenge", event, () => allow({ platform }))).response).toEqual(own);
    expect((await ask("challenge", event, () => deny())).response).toMatchObject({
      issueTokens: false,
      failAuthentication: true,
    });
  });

  it("is verified by allow() and deny(), whatever the event says already", async () => {
    const event = { ...cognito("VerifyAuthChallengeResponse"), response: { answerCorrect: true } };
    expect((await ask("challenge", event, () => allow())).response).toEqual({ answerCorrect: true });
    expect((await ask("challenge", event, () => deny())).response).toEqual({ answerCorrect: false });
  });

  it("takes no answer that is for another trigger", async () => {
    const platform = cognitoResponse("DefineAuthChallenge", { issueTokens: true, failAuthentication: false });
    await expect(ask("challenge", cognito("CreateAuthChallenge"), () => allow({ platform }))).rejects.toThrow(
      "Denied.",
    );
  });
});

describe("a federated user", () => {
  it("has the claims of the ID token, and keeps all attributes", async () => {
    const request = {
      userAttributes: undefined,
      attributes: { idToken: { sub: "1", email: "a@example.com" } },
    };
    const { response } = await ask("signIn", cognito("InboundFederation", { request }), ({ user }) => {
      expect(user).toMatchObject({ id: undefined, attributes: {}, claims: { sub: "1" } });
      return allow();
    });
    expect(response).toEqual({ userAttributesToMap: {} });
  });
});

it("two functions of one moment do not start", () => {
  const hook = () => identity({ on: "token" }, () => allow());
  expect(() => adapt({ one: hook(), other: hook() })).toThrow(
    expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
  );
});

it("an error of a handler reaches no user, not even an OnefnError or a TaskError", async () => {
  const event = cognito("PreSignUp");
  const fn = identity({ on: "signUp" }, () => {
    throw Object.assign(new Error("password=hunter2"), { code: "ONEFN_X" });
  });
  const error = await adapt(
    fn,
    quiet,
  )(event).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: "Error", message: "Denied." });
  expect((error as Error).cause).toBeUndefined();
  expect(lines.join()).toContain("hunter2");
});
