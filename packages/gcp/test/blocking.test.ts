import { generateKeyPairSync, type KeyObject, sign as signWith } from "node:crypto";
import { allow, type Decision, deny, type IdentityEvent, identity } from "onefn";
import { googleBlocking } from "onefn/events";
import { describe, expect, it } from "vitest";
import { adapt as adaptBlocking } from "../src/identity/blocking.js";
import { adapt, type GcpOptions } from "../src/index.js";
import { blockingEvent, blockingResponse, isGcp } from "../src/platform.js";
import { type BlockingOptions, blocking } from "../src/simulator/index.js";
import { serving } from "./support/running.js";

type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

const PLATFORM: GcpOptions = { events: { verify: "platform" }, log: () => {} };

/** Sends a body to a handler behind the real framework. */
async function post(handler: ReturnType<typeof adapt>, body: object) {
  const response = await fetch(await serving(handler), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith("{") ? JSON.parse(text) : text };
}

/** Asks a function about a sign-up and a sign-in. */
async function ask(
  event: "beforeCreate" | "beforeSignIn",
  decide: (event: IdentityEvent) => Decision,
  words?: BlockingOptions,
) {
  const functions = { up: identity({ on: "signUp" }, decide), in: identity({ on: "signIn" }, decide) };
  return post(adaptBlocking(functions, PLATFORM), blocking(event, words));
}

const INTERNAL = { status: 500, json: { error: { status: "INTERNAL", message: "Denied." } } };

describe("a blocking function", () => {
  it.each([
    ["beforeCreate", "signUp"],
    ["beforeSignIn", "signIn"],
  ] as const)("%s is %s, and reads the user's record by the names of an answer", async (event, on) => {
    const seen: IdentityEvent[] = [];
    const decide = (given: IdentityEvent) => {
      seen.push(given);
      return allow();
    };
    const words: BlockingOptions = {
      uid: "u1",
      email: "ann@example.com",
      ip: "203.0.113.9",
      record: {
        display_name: "Ann",
        email_verified: true,
        photo_url: "https://example.com/ann.png",
        custom_claims: { may_edit: true },
        password_hash: "secret",
        password_salt: "salt",
        metadata: undefined,
        provider_data: undefined,
      },
      claims: { sign_in_attributes: { department: "tea" } },
    };
    expect(await ask(event, decide, words)).toEqual({ status: 200, json: {} });
    expect(JSON.parse(JSON.stringify(seen))).toEqual([
      {
        on,
        hook: event,
        done: false,
        user: {
          id: "u1",
          email: "ann@example.com",
          attributes: {
            uid: "u1",
            email: "ann@example.com",
            displayName: "Ann",
            emailVerified: true,
            photoURL: "https://example.com/ann.png",
            customClaims: { may_edit: true },
          },
          claims: { department: "tea" },
        },
        ip: "203.0.113.9",
      },
    ]);
  });

  it("has users without an address, as those who sign up by telephone", async () => {
    const seen: unknown[] = [];
    const body = blocking("beforeCreate", { record: { email: undefined, phone_number: "+15555550100" } });
    const see = identity({ on: "signUp" }, ({ user }) => {
      seen.push(user.email, user.attributes.phoneNumber);
      return allow();
    });
    expect(await post(adapt(see, PLATFORM), body)).toEqual({ status: 200, json: {} });
    expect(seen).toEqual([undefined, "+15555550100"]);
  });

  it("is asked about nothing but its own event", async () => {
    const guard = identity({ on: "signUp" }, () => allow());
    const handler = adapt(guard, PLATFORM);
    // Nobody is asked, and whatever is not 200 stops the user.
    for (const body of [
      blocking("beforeSignIn"),
      blocking("beforeSendEmail" as never),
      blocking("constructor" as never),
      blocking("beforeCreate", { record: { uid: undefined } }),
      { data: { jwt: "a.b.c" } },
      { data: null },
    ])
      expect(await post(handler, body)).toMatchObject({ status: 500 });
  });

  it("tells in the platform's own words what was verified", async () => {
    const methods: unknown[] = [];
    const see = identity({ on: "signIn" }, (_, context) => {
      methods.push(isGcp(context) && blockingEvent(context.platform)?.sign_in_method);
      return allow();
    });
    await post(adapt(see, PLATFORM), blocking("beforeSignIn", { claims: { sign_in_method: "github.com" } }));
    expect(methods).toEqual(["github.com"]);
  });
});

describe("the answer to Identity Platform", () => {
  it("names in updateMask what changes, claims included", async () => {
    const attributes = { displayName: "Ann", disabled: false, emailVerified: true };
    expect(await ask("beforeSignIn", () => allow({ attributes, claims: { tenant: "acme" } }))).toEqual({
      status: 200,
      json: {
        userRecord: {
          ...attributes,
          sessionClaims: { tenant: "acme" },
          updateMask: "displayName,disabled,emailVerified,sessionClaims",
        },
      },
    });
  });

  it("has what only Identity Platform has, for the event that it is meant for", async () => {
    const decide = () =>
      allow({
        attributes: { displayName: "Ann" },
        platform: blockingResponse("beforeCreate", {
          customClaims: { role: "guest" },
          photoURL: undefined,
          recaptchaActionOverride: "BLOCK",
        }),
      });
    expect((await ask("beforeCreate", decide)).json).toEqual({
      userRecord: {
        displayName: "Ann",
        customClaims: { role: "guest" },
        updateMask: "displayName,customClaims",
      },
      recaptchaActionOverride: "BLOCK",
    });
    expect(await ask("beforeSignIn", decide)).toEqual(INTERNAL);
  });

  it.each([
    [
      "claims beside session claims in Identity Platform's own words",
      {
        claims: { tenant: "acme" },
        platform: blockingResponse("beforeSignIn", { sessionClaims: { plan: "gold" } }),
      },
    ],
    [
      "an attribute beside another value of it in Identity Platform's own words",
      { attributes: { disabled: true }, platform: blockingResponse("beforeSignIn", { disabled: false }) },
    ],
  ])("denies what would be left out without a word: %s", async (_, options) => {
    expect(await ask("beforeSignIn", () => allow(options))).toEqual(INTERNAL);
  });

  it("has claims beside other words of Identity Platform's own", async () => {
    const platform = blockingResponse("beforeSignIn", { customClaims: { role: "guest" } });
    const { json } = await ask("beforeSignIn", () => allow({ claims: { tenant: "acme" }, platform }));
    expect(json.userRecord).toMatchObject({
      sessionClaims: { tenant: "acme" },
      customClaims: { role: "guest" },
    });
  });

  it("is 403 with the reason of a denial", async () => {
    const error = { status: "PERMISSION_DENIED", message: "Use your work address." };
    expect(await ask("beforeCreate", () => deny({ reason: error.message }))).toEqual({
      status: 403,
      json: { error },
    });
    expect((await ask("beforeCreate", () => deny())).json.error.message).toBe("Denied.");
  });

  it.each([
    ["a claim at beforeCreate", "beforeCreate", { claims: { tenant: "acme" } }],
    ["a claim that tokens have already", "beforeSignIn", { claims: { firebase: {} } }],
    ["a claim that is null", "beforeSignIn", { claims: { tenant: null } }],
    ["claims of more than 1,000 characters", "beforeSignIn", { claims: { text: "x".repeat(1_000) } }],
    ["an attribute that it cannot set", "beforeCreate", { attributes: { email: "eve@example.com" } }],
    ["an attribute of another type", "beforeCreate", { attributes: { disabled: "yes" } }],
  ] as const)("stops the user for %s, which would be lost", async (_, event, options) => {
    expect(await ask(event, () => allow(options))).toEqual(INTERNAL);
  });
});

describe("verified by googleBlocking", () => {
  const project = "shop";
  const audience = "https://hooks.example/";
  const words: BlockingOptions = { project, audience };
  const [own, other] = ["own", "other"].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 })) as [
    Pair,
    Pair,
  ];
  const keys = {
    keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }],
  };
  const options: GcpOptions = {
    events: { verify: googleBlocking({ project, audience, keys }) },
    log: () => {},
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signedBy =
    ({ privateKey }: Pair) =>
    (claims: object): string => {
      const text = `${part({ alg: "RS256", kid: "k1" })}.${part(claims)}`;
      return `${text}.${signWith("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
    };
  const admit = identity({ on: "signUp" }, () => allow());

  /** The status of the answer to a request whose claims are changed before they are signed. */
  async function statusOf(claims: Readonly<Record<string, unknown>>, by = own): Promise<number> {
    const body = blocking("beforeCreate", { ...words, claims, sign: signedBy(by) });
    return (await post(adapt(admit, options), body)).status;
  }

  it("lets Google's own token through", async () => {
    expect(await statusOf({})).toBe(200);
  });

  it.each([
    ["of another project", { iss: "https://securetoken.google.com/other" }],
    ["of another issuer", { iss: "https://accounts.google.com" }],
    ["for another function", { aud: "https://other.example/" }],
    ["of a signed-in user", { aud: "shop" }],
    ["that has expired", { exp: 1 }],
    ["that never expires", { exp: undefined }],
  ])("answers 401 to a token %s", async (_, change) => {
    expect(await statusOf(change)).toBe(401);
  });

  it("answers 401 to a token that another key has signed, and to one that nobody has", async () => {
    expect(await statusOf({}, other)).toBe(401);
    expect(await post(adapt(admit, options), blocking("beforeCreate", words))).toMatchObject({ status: 401 });
    // As the emulator of Firebase Authentication sends it.
    const none = blocking("beforeCreate", {
      ...words,
      sign: (claims) => `${part({ alg: "none" })}.${part(claims)}.`,
    });
    expect(await post(adapt(admit, options), none)).toMatchObject({ status: 401 });
    for (const body of [{}, { data: {} }, { data: { jwt: 1 } }, []])
      expect(await post(adapt(admit, options), body)).toMatchObject({ status: 401 });
  });

  it("refuses a project's id as the audience, which tokens of its users have", () => {
    for (const wrong of [
      { project, audience: project },
      { project: "", audience },
      { project, audience: undefined },
    ])
      expect(() => googleBlocking(wrong as never)).toThrow(
        expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
      );
  });
});
