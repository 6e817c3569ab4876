import { allow, type Decision, deny, type IdentityEvent, identity } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt as adaptEntra } from "../src/identity/entra.js";
import { type AzureOptions, adapt } from "../src/index.js";
import { entraEvent, entraResponse, isAzure } from "../src/platform.js";
import { type EntraOptions, entra } from "../src/simulator/index.js";
import { post } from "./support/extension.js";

type Hook = Parameters<typeof entra>[0];
type Decide = Parameters<typeof identity>[1];

const PLATFORM: AzureOptions = { events: { verify: "platform" }, log: () => {} };

/** Asks a function of every moment. */
function ask(hook: Hook, decide: Decide, words?: EntraOptions, options: AzureOptions = PLATFORM) {
  const functions = {
    token: identity({ on: "token" }, decide),
    signUp: identity({ on: "signUp" }, decide),
    message: identity({ on: "message" }, decide),
  };
  return post(adaptEntra(functions, options), entra(hook, words));
}

/** The action of an answer. */
const actionOf = ({ json }: Awaited<ReturnType<typeof ask>>) => json.data?.actions?.[0];

const INTERNAL = { status: 500, json: { error: { message: "Denied." } } };

describe("what Entra asks about", () => {
  it("is a token of a user, with all that the directory tells", async () => {
    const seen: IdentityEvent[] = [];
    const words: EntraOptions = {
      id: "u1",
      email: "ann@example.com",
      attributes: { userType: "Guest", companyName: "Acme" },
      app: "shop-app",
      ip: "203.0.113.9",
    };
    const answer = await ask(
      "tokenIssuanceStart",
      (event) => {
        seen.push(event);
        return allow();
      },
      words,
    );
    expect(answer.status).toBe(200);
    expect(JSON.parse(JSON.stringify(seen))).toEqual([
      {
        on: "token",
        hook: "tokenIssuanceStart",
        done: false,
        user: {
          id: "u1",
          email: "ann@example.com",
          attributes: {
            id: "u1",
            mail: "ann@example.com",
            userPrincipalName: "ann@example.com",
            userType: "Guest",
            companyName: "Acme",
          },
          claims: {},
        },
        app: "shop-app",
        ip: "203.0.113.9",
      },
    ]);
  });

  it.each(["attributeCollectionStart", "attributeCollectionSubmit"] as const)(
    "is a sign-up at %s, with the values of the form",
    async (hook) => {
      const seen: unknown[] = [];
      await ask(
        hook,
        ({ on, hook, user }) => {
          seen.push({ on, hook, id: user.id, email: user.email, attributes: user.attributes });
          return allow();
        },
        {
          email: "ann@example.com",
          attributes: { city: "Bern", extension_a1_year: 2010, extension_a1_news: false },
        },
      );
      expect(seen).toEqual([
        {
          on: "signUp",
          hook,
          id: undefined,
          email: "ann@example.com",
          attributes: { city: "Bern", extension_a1_year: 2010, extension_a1_news: false },
        },
      ]);
    },
  );

  it.each([
    ["email", "email"],
    ["emailAddress", "email"],
    ["federated", undefined],
    ["userName", undefined],
  ])("has the address of an identity that signs in by %s: %s", async (signInType, found) => {
    const seen: unknown[] = [];
    const see = identity({ on: "signUp" }, ({ user }) => {
      seen.push(user.email);
      return allow();
    });
    // What the user has typed into the form is nobody's address yet.
    const { data, ...others } = entra("attributeCollectionSubmit", {
      attributes: { email: "typed@example.com" },
    });
    const info = data.userSignUpInfo as object;
    const identities = [{ signInType, issuer: "google.com", issuerAssignedId: "email" }];
    await post(adapt(see, PLATFORM), {
      ...others,
      data: { ...data, userSignUpInfo: { ...info, identities } },
    });
    expect(seen).toEqual([found]);
  });

  it("has no address where the directory has none, and no guest's principal name for it", async () => {
    const seen: unknown[] = [];
    const see = identity({ on: "token" }, ({ user }) => {
      seen.push(user.email);
      return allow();
    });
    for (const mail of [null, "", undefined]) {
      const { data, ...others } = entra("tokenIssuanceStart");
      const user = { id: "u1", userPrincipalName: "ann_example.com#EXT#@shop.onmicrosoft.com", mail };
      const authenticationContext = { user };
      expect(
        await post(adapt(see, PLATFORM), { ...others, data: { ...data, authenticationContext } }),
      ).toMatchObject({ status: 200 });
    }
    expect(seen).toEqual([undefined, undefined, undefined]);
  });

  it.each(["onetimecode", "oneTimeCode"])(
    "is a code to send, which is in the platform's own words alone, written %s",
    async (name) => {
      const seen: unknown[] = [];
      const lines: string[] = [];
      const send = identity({ on: "message" }, (event, context) => {
        const { otpContext, authenticationContext } =
          (isAzure(context) && entraEvent(context.platform)?.data) || {};
        seen.push(
          JSON.stringify(event).includes("4711"),
          event.user.email,
          otpContext,
          authenticationContext?.requestType,
        );
        context.log.info("sent");
        return allow();
      });
      const { data, ...others } = entra("emailOtpSend");
      const otpContext = { identifier: "ann@example.com", [name]: "4711" };
      const body = { ...others, data: { ...data, otpContext } };
      const options: AzureOptions = { ...PLATFORM, log: (line) => lines.push(line) };
      expect(await post(adapt(send, options), body)).toEqual({
        status: 200,
        json: {
          data: {
            "@odata.type": "microsoft.graph.OnOtpSendResponseData",
            actions: [{ "@odata.type": "microsoft.graph.OtpSend.continueWithDefaultBehavior" }],
          },
        },
      });
      expect(seen).toEqual([
        false,
        "ann@example.com",
        { identifier: "ann@example.com", oneTimeCode: "4711" },
        "signUp",
      ]);
      expect(lines.join()).not.toContain("4711");
    },
  );

  it("is nothing else: whatever is not answered 200 stops the user", async () => {
    const guard = identity({ on: "token" }, () => allow());
    const { type, data, ...others } = entra("tokenIssuanceStart");
    for (const body of [
      entra("attributeCollectionSubmit"),
      { ...others, data, type: "microsoft.graph.authenticationEvent.constructor" },
      { ...others, data, type: "tokenIssuanceStart" },
      { ...others, data },
      { ...others, type },
      { ...others, type, data: { ...data, authenticationContext: null } },
      { ...others, type, data: { ...data, authenticationContext: { user: { id: 1 } } } },
      { ...entra("attributeCollectionSubmit"), data: { ...data, userSignUpInfo: null } },
      { ...entra("emailOtpSend"), data: { ...data, otpContext: { identifier: "a@example.com" } } },
      { ...entra("emailOtpSend"), data: { ...data, otpContext: { oneTimeCode: "4711" } } },
      [],
      null,
    ])
      expect(await post(adapt(guard, PLATFORM), body), JSON.stringify(body)).toMatchObject({ status: 500 });
  });
});

describe("the answer to Entra", () => {
  it("has claims, and an empty object for none", async () => {
    const claims = { tenant: "acme", roles: ["Writer", "Editor"] };
    expect(await ask("tokenIssuanceStart", () => allow({ claims }))).toEqual({
      status: 200,
      json: {
        data: {
          "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
          actions: [{ "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken", claims }],
        },
      },
    });
    expect(actionOf(await ask("tokenIssuanceStart", () => allow())).claims).toEqual({});
  });

  it.each([
    ["a number", { age: 3 }],
    ["a boolean", { adult: true }],
    ["an object", { address: { city: "Bern" } }],
    ["a list of numbers", { years: [2010] }],
    ["null", { tenant: null }],
  ])("stops the user for a claim that is %s, which a token does not get", async (_, claims) => {
    expect(await ask("tokenIssuanceStart", () => allow({ claims }))).toEqual(INTERNAL);
  });

  it("sets what the form collects, and refuses what Entra would leave out", async () => {
    const words: EntraOptions = { attributes: { city: "bern", country: "CH" } };
    const submit = (decide: () => Decision) => ask("attributeCollectionSubmit", decide, words);
    expect(actionOf(await submit(() => allow({ attributes: { city: "Bern" } })))).toEqual({
      "@odata.type": "microsoft.graph.attributeCollectionSubmit.modifyAttributeValues",
      attributes: { city: "Bern" },
    });
    expect(actionOf(await submit(() => allow({ attributes: {} })))).toEqual({
      "@odata.type": "microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior",
    });
    expect(await submit(() => allow({ attributes: { jobTitle: "Baker" } }))).toEqual(INTERNAL);
  });

  it("sets nothing at the start of the form, where the user can change it", async () => {
    const words: EntraOptions = { attributes: { plan: "free" } };
    const start = (decide: () => Decision) => ask("attributeCollectionStart", decide, words);
    expect(await start(() => allow({ attributes: { plan: "free" } }))).toEqual(INTERNAL);
    const platform = entraResponse("attributeCollectionStart", {
      action: "setPrefillValues",
      inputs: { plan: "free" },
    });
    expect((await start(() => allow({ platform }))).json).toEqual({
      data: {
        "@odata.type": "microsoft.graph.onAttributeCollectionStartResponseData",
        actions: [
          {
            "@odata.type": "microsoft.graph.attributeCollectionStart.setPrefillValues",
            inputs: { plan: "free" },
          },
        ],
      },
    });
  });

  it("shows what is wrong in a form, in Entra's own words", async () => {
    const platform = entraResponse("attributeCollectionSubmit", {
      action: "showValidationError",
      message: "Please correct the city.",
      attributeErrors: { city: "A city has no digits." },
    });
    expect(actionOf(await ask("attributeCollectionSubmit", () => allow({ platform })))).toEqual({
      "@odata.type": "microsoft.graph.attributeCollectionSubmit.showValidationError",
      message: "Please correct the city.",
      attributeErrors: { city: "A city has no digits." },
    });
    // At another event, and beside what it would replace.
    expect(await ask("attributeCollectionStart", () => allow({ platform }))).toEqual(INTERNAL);
    const words: EntraOptions = { attributes: { city: "Bern" } };
    const both = () => allow({ platform, attributes: { city: "Basel" } });
    expect(await ask("attributeCollectionSubmit", both, words)).toEqual(INTERNAL);
  });

  it.each(["attributeCollectionStart", "attributeCollectionSubmit"] as const)(
    "stops a sign-up at %s by a page with the reason",
    async (hook) => {
      const reason = "Use your work address.";
      expect(await ask(hook, () => deny({ reason }))).toMatchObject({ status: 200 });
      expect(actionOf(await ask(hook, () => deny({ reason })))).toEqual({
        "@odata.type": `microsoft.graph.${hook}.showBlockPage`,
        message: reason,
      });
      expect(actionOf(await ask(hook, () => deny())).message).toBe("Denied.");
    },
  );

  it.each(["tokenIssuanceStart", "emailOtpSend"] as const)(
    "stops %s by 403, without the reason",
    async (hook) => {
      expect(await ask(hook, () => deny({ reason: "Not today." }))).toEqual({
        status: 403,
        json: { error: { message: "Denied." } },
      });
    },
  );
});
