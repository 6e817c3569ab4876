import type { Auth } from "onefn";
import { describe, expect, it } from "vitest";
import { CLOUD_RUN, see } from "./support/running.js";

const claims = { sub: "118133858486581853996", email: "ada@example.com" };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = (signature: string, payload: unknown = claims) =>
  `${part({ alg: "RS256" })}.${part(payload)}.${signature}`;

const authOf = (headers: Record<string, string>, verifiedBy?: "iap" | "iam") =>
  see(({ auth }): Auth | undefined => auth, headers, CLOUD_RUN, verifiedBy ? { verifiedBy } : {});

const REMOVED = "SIGNATURE_REMOVED_BY_GOOGLE";

it("nobody is believed without the option", async () => {
  const headers = {
    authorization: `Bearer ${token(REMOVED)}`,
    "x-goog-iap-jwt-assertion": token("signature"),
    "x-goog-authenticated-user-email": "accounts.google.com:ada@example.com",
  };
  expect(await authOf(headers)).toBeNull();
});

describe("verified by Identity-Aware Proxy", () => {
  it("the caller is the assertion's", async () => {
    const headers = { "x-goog-iap-jwt-assertion": token("signature") };
    expect(await authOf(headers, "iap")).toEqual({ type: "iap", subject: claims.sub, claims });
  });

  it.each(["", "no token", "a.!!.c", `a.${part("text")}.c`, `a.${part(null)}.c`])(
    "%j names nobody",
    async (value) => {
      expect(await authOf({ "x-goog-iap-jwt-assertion": value }, "iap")).toBeNull();
    },
  );

  it("other headers name nobody", async () => {
    const headers = { authorization: `Bearer ${token(REMOVED)}`, "x-goog-authenticated-user-email": "ada" };
    expect(await authOf(headers, "iap")).toBeNull();
  });
});

describe("verified by Cloud Run", () => {
  it("the caller is the token's whose signature was taken off", async () => {
    const headers = { authorization: `Bearer ${token(REMOVED)}` };
    expect(await authOf(headers, "iam")).toEqual({ type: "iam", subject: claims.sub, claims });
  });

  it("a token of the function's own scheme is not taken for one", async () => {
    expect(await authOf({ authorization: `Bearer ${token("signature")}` }, "iam")).toBeNull();
    expect(await authOf({ authorization: `Basic ${token(REMOVED)}` }, "iam")).toBeNull();
  });

  it("X-Serverless-Authorization goes first, since Cloud Run looks at it alone", async () => {
    const forged = token(REMOVED, { sub: "evil" });
    const headers = {
      authorization: `Bearer ${forged}`,
      "x-serverless-authorization": `Bearer ${token(REMOVED)}`,
    };
    expect((await authOf(headers, "iam"))?.subject).toBe(claims.sub);
    const unverified = { ...headers, "x-serverless-authorization": `Bearer ${token("signature")}` };
    expect(await authOf(unverified, "iam")).toBeNull();
  });
});
