import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { bearerSecret, googleOidc, sharedSecret } from "onefn/events";
import { afterEach, describe, expect, test, vi } from "vitest";

const URL_OF_EVENTS = "https://shop.example/_events";

const requestWith = (headers: Record<string, string> = {}, query = "") =>
  new Request(`${URL_OF_EVENTS}${query}`, { method: "POST", headers, body: "{}" });

const INVALID = expect.objectContaining({ code: "ONEFN_INVALID_OPTION" });

describe("sharedSecret", () => {
  const inHeader = sharedSecret({ header: "X-Webhook-Secret" }, "open sesame");
  const inQuery = sharedSecret({ query: "code" }, "a+b c&d");

  test("accepts the secret in its header", async () => {
    expect(await inHeader(requestWith({ "x-webhook-secret": "open sesame" }))).toBe(true);
  });

  test("accepts the secret in its query parameter, decoded", async () => {
    expect(await inQuery(requestWith({}, "?code=a%2Bb%20c%26d"))).toBe(true);
  });

  test.each([
    ["no header", {}],
    ["an empty header", { "x-webhook-secret": "" }],
    ["another secret", { "x-webhook-secret": "open sesamf" }],
    ["a beginning of the secret", { "x-webhook-secret": "open sesam" }],
    ["more than the secret", { "x-webhook-secret": "open sesame2" }],
    ["another letter case", { "x-webhook-secret": "Open Sesame" }],
    ["the secret in another header", { authorization: "open sesame" }],
    ["bytes that are not ASCII", { "x-webhook-secret": "\xff\xfe" }],
  ])("refuses %s", async (_, headers) => {
    expect(await inHeader(requestWith(headers as Record<string, string>))).toBe(false);
  });

  test.each(["", "?code=", "?Code=a%2Bb%20c%26d", "?code=wrong&code=a%2Bb%20c%26d"])(
    "refuses the query %j",
    async (query) => {
      expect(await inQuery(requestWith({}, query))).toBe(false);
    },
  );

  test.each([undefined, "", null, 1])("refuses the secret %j at start", (secret) => {
    expect(() => sharedSecret({ header: "x" }, secret as never)).toThrow(INVALID);
  });

  test.each([
    " open sesame",
    "open sesame ",
    "open sesame\n",
    "open\r\nsesame",
    "\t",
    "open\0sesame",
    "öffne €",
  ])("refuses the secret %j of a header at start, because no header can hold it", (secret) => {
    expect(() => sharedSecret({ header: "x" }, secret)).toThrow(INVALID);
  });

  test("takes every text as the secret of a query parameter", async () => {
    const secret = " öffne €\n";
    const verify = sharedSecret({ query: "code" }, secret);
    const url = `${URL_OF_EVENTS}?code=${encodeURIComponent(secret)}`;
    expect(await verify(new Request(url))).toBe(true);
  });

  test.each([{}, { header: "" }, undefined, "x-webhook-secret"])("refuses the place %j at start", (place) => {
    expect(() => sharedSecret(place as never, "open sesame")).toThrow(INVALID);
  });

  test("an error at start does not tell the secret", () => {
    expect(() => sharedSecret({} as never, "open sesame")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("sesame") }),
    );
  });
});

describe("bearerSecret", () => {
  const verify = bearerSecret("s3cret");

  test.each(["Bearer s3cret", "bearer s3cret", "BEARER  s3cret"])("accepts %j", async (authorization) => {
    expect(await verify(requestWith({ authorization }))).toBe(true);
  });

  test.each(["", "s3cret", "Basic s3cret", "Bearer", "Bearer s3cre", "Bearer s3cret more", "Bearers3cret"])(
    "refuses %j",
    async (authorization) => {
      expect(await verify(requestWith({ authorization }))).toBe(false);
    },
  );

  test("refuses a request without the header", async () => {
    expect(await verify(requestWith())).toBe(false);
  });

  test.each([undefined, ""])("refuses the secret %j at start", (secret) => {
    expect(() => bearerSecret(secret)).toThrow(INVALID);
  });

  test.each(["s3 cret", " s3cret", "s3cret ", "s3cret\n", "s3\u00a0cret", "s3\0cret", "s€cret"])(
    "refuses the secret %j at start, because no token can be it, and does not tell it",
    (secret) => {
      expect(() => bearerSecret(secret)).toThrow(INVALID);
      expect(() => bearerSecret(secret)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      );
    },
  );

  test("accepts a secret of any characters that a token can have", async () => {
    for (const secret of ["a", "~!@#$%^&*()_+=-{}[]|:;\"'<>?,./", "gr\u00fcn", "YWJj="]) {
      const authorization = `Bearer ${secret}`;
      expect(await bearerSecret(secret)(requestWith({ authorization }))).toBe(true);
    }
  });
});

describe("googleOidc", () => {
  const AUDIENCE = URL_OF_EVENTS;
  const ACCOUNT = "pusher@shop.iam.gserviceaccount.com";
  const CLAIMS = {
    iss: "https://accounts.google.com",
    aud: AUDIENCE,
    email: ACCOUNT,
    email_verified: true,
    exp: Math.floor(Date.now() / 1_000) + 600,
  };

  const keyPair = generateKeyPair("RS256");

  async function publicKeys() {
    const { publicKey } = await keyPair;
    return { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" }] };
  }

  async function verifier() {
    return googleOidc({ audience: AUDIENCE, serviceAccount: ACCOUNT, keys: await publicKeys() });
  }

  async function sign(claims: JWTPayload, key?: Parameters<SignJWT["sign"]>[0]): Promise<string> {
    const { privateKey } = await keyPair;
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k1" }).sign(key ?? privateKey);
  }

  const withToken = (token: string) => requestWith({ authorization: `Bearer ${token}` });
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

  /** Whether a request is let through; an error refuses it, too. */
  async function passes(token: string): Promise<boolean> {
    const verify = await verifier();
    return Promise.resolve(verify(withToken(token))).catch(() => false);
  }

  test.each(["https://accounts.google.com", "accounts.google.com"])("accepts a token of %s", async (iss) => {
    expect(await passes(await sign({ ...CLAIMS, iss }))).toBe(true);
  });

  test.each([
    ["for another audience", { aud: "https://other.example/" }],
    ["for no audience", { aud: undefined }],
    ["of another issuer", { iss: "https://accounts.google.com.evil.example" }],
    ["of no issuer", { iss: undefined }],
    ["for another account", { email: "mallory@gmail.com" }],
    ["for an account in another letter case", { email: ACCOUNT.toUpperCase() }],
    ["for no account", { email: undefined }],
    ["whose account is not verified", { email_verified: false }],
    ["that does not tell whether the account is verified", { email_verified: undefined }],
    ["whose verification is a text", { email_verified: "true" }],
    ["that has expired", { exp: Math.floor(Date.now() / 1_000) - 5 }],
    ["that never expires", { exp: undefined }],
    ["that is not valid yet", { nbf: Math.floor(Date.now() / 1_000) + 600 }],
  ])("refuses a token %s", async (_, claims) => {
    expect(await passes(await sign({ ...CLAIMS, ...claims } as JWTPayload))).toBe(false);
  });

  test("refuses a token that another key has signed", async () => {
    const { privateKey } = await generateKeyPair("RS256");
    expect(await passes(await sign(CLAIMS, privateKey))).toBe(false);
  });

  test.each(["none", "None", "RS256"])("refuses a token without a signature, alg %s", async (alg) => {
    expect(await passes(`${encoded({ alg, kid: "k1" })}.${encoded(CLAIMS)}.`)).toBe(false);
  });

  test("refuses a token that is signed with the public key as an HMAC's secret", async () => {
    const { keys } = await publicKeys();
    const secret = new TextEncoder().encode(JSON.stringify(keys[0]));
    const token = await new SignJWT(CLAIMS).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
    expect(await passes(token)).toBe(false);
  });

  test("refuses another algorithm, even with a key that the set has", async () => {
    const { publicKey, privateKey } = await generateKeyPair("PS256");
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", use: "sig" }] };
    const verify = googleOidc({ audience: AUDIENCE, serviceAccount: ACCOUNT, keys });
    const token = await new SignJWT(CLAIMS).setProtectedHeader({ alg: "PS256", kid: "k1" }).sign(privateKey);
    await expect(verify(withToken(token))).rejects.toMatchObject({ code: "ONEFN_UNVERIFIED_EVENT" });
  });

  test.each(["", "Basic abc", "Bearer not-a-token", "Bearer a.b.c"])(
    "refuses the header %j",
    async (authorization) => {
      const verify = await verifier();
      const passed = await Promise.resolve(verify(requestWith({ authorization }))).catch(() => false);
      expect(passed).toBe(false);
    },
  );

  test("its error says why, and tells neither token nor claims", async () => {
    const verify = await verifier();
    const token = await sign({ ...CLAIMS, aud: "https://other.example/" });
    const error = await Promise.resolve(verify(withToken(token))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "ONEFN_UNVERIFIED_EVENT",
      message: expect.stringMatching(/"aud".*ERR_JWT_CLAIM_VALIDATION_FAILED/),
    });
    const told = `${String(error)} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`;
    expect(told).not.toContain("other.example");
    expect(told).not.toContain(token.split(".")[1]);
  });

  test.each([
    [{ audience: "", serviceAccount: ACCOUNT }, "audience"],
    [{ audience: undefined, serviceAccount: ACCOUNT }, "audience"],
    [{ audience: AUDIENCE, serviceAccount: "" }, "serviceAccount"],
    [{ audience: AUDIENCE }, "serviceAccount"],
    [{ audience: [AUDIENCE], serviceAccount: ACCOUNT }, "audience"],
  ])("refuses %j at start", (options, name) => {
    expect(() => googleOidc(options as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringContaining(name) }),
    );
  });

  describe("without jose", () => {
    afterEach(() => {
      vi.doUnmock("jose");
      vi.resetModules();
    });

    test("says that the package is missing, and lets nothing through", async () => {
      vi.resetModules();
      vi.doMock("jose", () => {
        throw new Error("Cannot find package 'jose'");
      });
      const { googleOidc: withoutJose } = await import("../src/events/google-oidc.js");
      const verify = withoutJose({ audience: AUDIENCE, serviceAccount: ACCOUNT, keys: await publicKeys() });
      const error = await Promise.resolve(verify(withToken("a.b.c"))).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: "ONEFN_UNVERIFIED_EVENT",
        message: expect.stringContaining("npm install jose"),
      });
    });
  });
});
