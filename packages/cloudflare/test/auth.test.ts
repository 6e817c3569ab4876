import { afterEach, describe, expect, it, vi } from "vitest";
import { requestWith, see, TestContext } from "./workers.js";

const user = { user_uuid: "7335d417", email: "ada@example.com" };
const accessTo = (getIdentity: () => Promise<Record<string, unknown> | undefined>) =>
  new TestContext({ aud: "4714c13", getIdentity });
const jwt = ["alg", "sub"].map((key) => btoa(JSON.stringify({ [key]: "evil" }))).join(".");

afterEach(() => {
  vi.restoreAllMocks();
});

describe("Cloudflare Access", () => {
  it("is not believed by a header, which any client can write", async () => {
    const request = requestWith(
      {},
      { "cf-access-jwt-assertion": `${jwt}.`, cookie: `CF_Authorization=${jwt}.` },
    );
    expect(await see(({ auth }) => auth, request, { accessIdentity: true })).toBeNull();
  });

  it("says that it let the caller through, and asks for nothing more by itself", async () => {
    const getIdentity = vi.fn(async () => user);
    const seen = await see(({ auth }) => auth, requestWith({}), { ctx: accessTo(getIdentity) });
    expect(seen).toEqual({ type: "access", claims: { aud: "4714c13" } });
    expect(getIdentity).not.toHaveBeenCalled();
  });

  it("says who the caller is by option", async () => {
    const ctx = accessTo(async () => user);
    expect(await see(({ auth }) => auth, requestWith({}), { ctx, accessIdentity: true })).toEqual({
      type: "access",
      subject: "7335d417",
      claims: { ...user, aud: "4714c13" },
    });
  });

  it("has no user for a service token", async () => {
    const ctx = accessTo(async () => undefined);
    const seen = await see(({ auth }) => auth, requestWith({}), { ctx, accessIdentity: true });
    expect(seen).toEqual({ type: "access", claims: { aud: "4714c13" } });
  });

  it("leaves the caller without a subject when it fails, and the log says so", async () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const ctx = accessTo(() => Promise.reject(new Error("unreachable")));
    const seen = await see(({ auth }) => auth, requestWith({}), { ctx, accessIdentity: true });
    expect(seen).toEqual({ type: "access", claims: { aud: "4714c13" } });
    expect(String(written.mock.calls[0]?.[0])).toMatch(/ONEFN_IDENTITY_FAILED.*unreachable/);
  });
});

describe("client certificates", () => {
  const certificate = { certVerified: "SUCCESS", certRevoked: "0", certSubjectDN: "CN=ada" };
  const authBy = (tlsClientAuth: object) => see(({ auth }) => auth, requestWith({ tlsClientAuth }));

  it("name the caller once Cloudflare has verified them", async () => {
    expect(await authBy(certificate)).toEqual({ type: "mtls", subject: "CN=ada", claims: certificate });
  });

  it.each([
    { ...certificate, certVerified: "FAILED:self signed certificate" },
    { ...certificate, certVerified: "NONE" },
    { ...certificate, certRevoked: "1" },
  ])("name nobody otherwise: %j", async (refused) => {
    expect(await authBy(refused)).toBeNull();
  });
});
