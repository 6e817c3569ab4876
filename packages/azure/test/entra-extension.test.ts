import { generateKeyPairSync, type KeyObject, sign as signWith } from "node:crypto";
import { allow, identity } from "onefn";
import { type EntraExtension, entraExtension } from "onefn/events";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { entra as extension, register } from "../src/register.js";
import { entra, httpRequest } from "../src/simulator/index.js";
import { post } from "./support/extension.js";
import { standInForWorker } from "./support/worker.js";

describe("verified by entraExtension", () => {
  const tenant = "5f0e6c1a-4c55-4a0e-8f3e-2f6d8a4b7c90";
  const audience = "3fa1c1f2-6f3b-4c1e-9a59-0d2b5a7c9e11";
  const caller = "99045fe1-7639-4a75-9d4a-577b6ca3810f";
  const [own, other] = ["own", "other"].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 })) as [
    Pair,
    Pair,
  ];
  type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  const keys = {
    keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }],
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1_000);
  const CLAIMS = {
    aud: audience,
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3_600,
    azp: caller,
    tid: tenant,
    ver: "2.0",
  };
  const OLD = { iss: `https://sts.windows.net/${tenant}/`, azp: undefined, appid: caller, ver: "1.0" };

  function signed(
    claims: object,
    { privateKey }: Pair = own,
    header: object = { alg: "RS256", kid: "k1" },
  ): string {
    const text = `${part(header)}.${part({ ...CLAIMS, ...claims })}`;
    return `${text}.${signWith("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  }

  /** What becomes of a request with a header, and what the log says of it. */
  async function asked(authorization: string | undefined, more: Partial<EntraExtension> = {}) {
    const lines: string[] = [];
    const called: unknown[] = [];
    const guard = identity({ on: "token" }, () => {
      called.push(1);
      return allow();
    });
    const handler = adapt(guard, {
      events: { verify: entraExtension({ tenant, audience, keys, ...more }) },
      log: (line) => lines.push(line),
    });
    const { status } = await post(
      handler,
      entra("tokenIssuanceStart"),
      authorization ? { authorization } : {},
    );
    return { status, called: called.length, log: lines.join("\n") };
  }

  it.each([
    ["of a workforce tenant", {}],
    ["of an external tenant", { iss: `https://${tenant}.ciamlogin.com/${tenant}/v2.0` }],
    ["of version 1", OLD],
  ])("lets Entra's own token through: %s", async (_, claims) => {
    expect(await asked(`Bearer ${signed(claims)}`)).toEqual({ status: 200, called: 1, log: "" });
  });

  it("lets a token through whose issuer has the tenant's subdomain, where it is told of it", async () => {
    const token = `Bearer ${signed({ iss: `https://contoso.ciamlogin.com/${tenant}/v2.0` })}`;
    expect(await asked(token, { domain: "Contoso" })).toMatchObject({ status: 200 });
    expect(await asked(token)).toMatchObject({ status: 401, called: 0 });
    expect(await asked(`Bearer ${signed({})}`, { tenant: tenant.toUpperCase() })).toMatchObject({
      status: 200,
    });
  });

  it.each([
    [
      "of another tenant",
      { iss: "https://login.microsoftonline.com/00000000-0000-4000-8000-000000000000/v2.0" },
    ],
    ["of an issuer that looks alike", { iss: `https://login.microsoftonline.com.example/${tenant}/v2.0` }],
    ["of another issuer's subdomain", { iss: `https://evil.ciamlogin.com/${tenant}/v2.0` }],
    ["without an issuer", { iss: undefined }],
    ["with a list of issuers", { iss: [CLAIMS.iss] }],
    ["for another app", { aud: "00000003-0000-0000-c000-000000000000" }],
    ["that another app of the tenant has asked for", { azp: "11111111-2222-4333-8444-555555555555" }],
    ["that says its caller in another version's words", { azp: undefined, appid: caller }],
    ["of version 1 for another app", { ...OLD, appid: "11111111-2222-4333-8444-555555555555", azp: caller }],
    ["of nobody", { azp: undefined }],
    ["that has expired", { exp: now - 3_600 }],
    ["that never expires", { exp: undefined }],
    ["that is not valid yet", { nbf: now + 3_600 }],
  ])("answers 401 to a token %s, and asks nobody", async (_, claims) => {
    const token = signed(claims);
    const { status, called, log } = await asked(`Bearer ${token}`);
    expect([status, called]).toEqual([401, 0]);
    expect(log).toContain("ONEFN_UNVERIFIED_EVENT");
    expect(log).not.toContain(token.split(".")[2]);
  });

  it("answers 401 to a token that another key has signed, or none, and to what is no token", async () => {
    const none = `${part({ alg: "none" })}.${part(CLAIMS)}.`;
    for (const authorization of [
      `Bearer ${signed({}, other)}`,
      `Bearer ${none}`,
      `Bearer ${signed({}, own, { alg: "HS256", kid: "k1" })}`,
      `Basic ${signed({})}`,
      "Bearer a.b.c",
      "Bearer ....",
      "Bearer",
      undefined,
    ])
      expect(await asked(authorization), authorization).toMatchObject({ status: 401, called: 0 });
  });

  it("says in the log which issuers it takes, where a tenant is of another kind", async () => {
    const { log } = await asked(`Bearer ${signed({ iss: `https://contoso.ciamlogin.com/${tenant}/v2.0` })}`);
    expect(log).toContain(`https://${tenant}.ciamlogin.com/${tenant}/v2.0`);
    expect(log).not.toContain("contoso");
  });

  it.each([
    ["a tenant's name", { tenant: "contoso.onmicrosoft.com" }],
    ["the tenant of everybody", { tenant: "common" }],
    ["a variable that is not set", { tenant: undefined }],
    ["no audience", { audience: undefined }],
    ["an empty audience", { audience: "" }],
    ["a whole URL as domain", { domain: "https://contoso.ciamlogin.com" }],
  ])("refuses %s at start", (_, wrong) => {
    expect(() => entraExtension({ tenant, audience, ...wrong })).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });
});

describe("registered", () => {
  const admit = identity({ on: "signUp" }, () => allow());

  it("takes POST alone, by anybody who is verified, and has a route of its own where it is given one", async () => {
    const registered = standInForWorker();
    register("extension", { admit }, extension({ verify: "platform" }));
    register("other", admit, extension({ verify: "platform", route: "hooks/entra" }), { timeout: 1_500 });
    expect(
      registered.map(({ bindings }) => bindings.httpTrigger ?? Object.values(bindings)[0]),
    ).toMatchObject([
      { type: "httpTrigger", methods: ["POST"], authLevel: "anonymous" },
      { type: "httpTrigger", methods: ["POST"], authLevel: "anonymous", route: "hooks/entra" },
    ]);
    const { request, context } = await httpRequest("POST /api/extension", {
      body: JSON.stringify(entra("attributeCollectionSubmit")),
    });
    expect(await registered[0]?.callback(request, context)).toMatchObject({ status: 200 });
  });

  it.each([
    ["without a check", {}],
    ["with a check that is none", { verify: "nobody" }],
    ["with an unknown option", { verify: "platform", path: "hooks" }],
  ])("is refused %s", (_, options) => {
    standInForWorker();
    expect(() => extension(options as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });
});
