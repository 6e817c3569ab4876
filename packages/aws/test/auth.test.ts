import { Buffer } from "node:buffer";
import { http, json } from "onefn";
import { describe, expect, it } from "vitest";
import { type AwsOptions, adapt } from "../src/index.js";
import { events } from "./events.js";

const whoami = http((_, { auth, client }) => json({ auth, ip: client.ip }));

async function see(event: unknown, options?: AwsOptions) {
  const result = (await adapt(whoami, options)(event)) as { body: string };
  return JSON.parse(result.body);
}

describe("auth by payload 2.0", () => {
  it.each([
    ["a JWT authorizer", { jwt: { claims: { sub: "ada", scope: "read" }, scopes: ["read"] } }, "jwt", "ada"],
    [
      "IAM",
      { iam: { userArn: "arn:aws:iam::1:user/ada", accountId: "1" } },
      "iam",
      "arn:aws:iam::1:user/ada",
    ],
    ["a Lambda authorizer", { lambda: { principalId: "ada", plan: "pro" } }, "lambda", "ada"],
    ["a Lambda authorizer without a principal", { lambda: { plan: "pro" } }, "lambda", undefined],
  ])("%s", async (_, authorizer, type, subject) => {
    const { auth } = await see(events.apiGatewayV2({}, { authorizer }));
    expect([auth.type, auth.subject]).toEqual([type, subject]);
    expect(auth.claims).toEqual("jwt" in authorizer ? authorizer.jwt?.claims : Object.values(authorizer)[0]);
  });

  it("mutual TLS, where no authorizer stands in front", async () => {
    const clientCert = { subjectDN: "CN=ada", issuerDN: "CN=us", serialNumber: "1" };
    const { auth } = await see(events.apiGatewayV2({}, { authentication: { clientCert } }));
    expect(auth).toEqual({ type: "mtls", subject: "CN=ada", claims: clientCert });
  });

  it("nobody", async () => {
    expect(await see(events.functionUrl())).toEqual({ ip: "203.0.113.7" });
    expect(await see(events.apiGatewayV2({}, { authorizer: null, authentication: null }))).not.toHaveProperty(
      "auth",
    );
  });
});

describe("auth by payload 1.0", () => {
  const identity = { sourceIp: "203.0.113.7", userArn: null, clientCert: null };

  it.each([
    ["a Cognito authorizer", {}, { authorizer: { claims: { sub: "ada" } } }, "cognito", "ada"],
    [
      "an HTTP API's JWT",
      { version: "1.0" },
      { authorizer: { claims: { sub: "ada" }, scopes: null } },
      "jwt",
      "ada",
    ],
    [
      "a Lambda authorizer",
      {},
      { authorizer: { principalId: "ada", integrationLatency: 9 } },
      "lambda",
      "ada",
    ],
    [
      "a Lambda authorizer that hands on claims, which are text there",
      {},
      { authorizer: { principalId: "ada", claims: '{"sub":"eve"}' } },
      "lambda",
      "ada",
    ],
    ["IAM", {}, { identity: { ...identity, userArn: "arn:ada" } }, "iam", "arn:ada"],
    ["mutual TLS", {}, { identity: { ...identity, clientCert: { subjectDN: "CN=ada" } } }, "mtls", "CN=ada"],
  ])("%s", async (_, over, context, type, subject) => {
    const { auth } = await see(events.apiGatewayV1(over, context));
    expect([auth.type, auth.subject]).toEqual([type, subject]);
  });

  it("nobody, though an authorizer may have left its latency", async () => {
    const context = { identity, authorizer: { claims: null, scopes: null, integrationLatency: 3 } };
    expect(await see(events.apiGatewayV1({}, context))).not.toHaveProperty("auth");
  });
});

describe("auth by a load balancer", () => {
  const token = (claims: string) => `e30.${Buffer.from(claims).toString("base64url")}.signature`;
  const signedIn = (claims: string) => events.alb({ headers: { "x-amzn-oidc-data": token(claims) } });

  it("is believed by option alone, since a client can send the header through a rule that signs nobody in", async () => {
    const forged = signedIn('{"sub":"admin"}');
    expect(await see(forged)).not.toHaveProperty("auth");
    expect((await see(forged, { albAuthenticates: true })).auth).toEqual({
      type: "oidc",
      subject: "admin",
      claims: { sub: "admin" },
    });
  });

  it("is not believed by an option that is a text, such as a variable's: it is refused", async () => {
    const albAuthenticates = "false" as never;
    await expect(async () => see(signedIn('{"sub":"admin"}'), { albAuthenticates })).rejects.toThrow(
      "albAuthenticates must be true or false",
    );
  });

  it.each(["not json", "", "null", '"text"'])("a token of %j names nobody", async (claims) => {
    expect(await see(signedIn(claims), { albAuthenticates: true })).not.toHaveProperty("auth");
  });
});

describe("auth by VPC Lattice", () => {
  it("is an IAM principal, where the service has an auth policy", async () => {
    const identity = {
      type: "AWS_IAM",
      principal: "arn:aws:sts::1:assumed-role/x/y",
      sourceVpcArn: "arn:vpc",
    };
    const { auth } = await see(events.vpcLatticeV2({}, { identity }));
    expect(auth).toEqual({ type: "iam", subject: identity.principal, claims: identity });
    expect(await see(events.vpcLatticeV2({}, { identity: { sourceVpcArn: "arn:vpc" } }))).not.toHaveProperty(
      "auth",
    );
  });
});

describe("the client's address", () => {
  it.each([
    ["the last that the load balancer wrote", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
    ["without its port", "198.51.100.1, 203.0.113.7:47210", "203.0.113.7"],
    ["of version 6", "2001:db8::7", "2001:db8::7"],
    ["of version 6 with a port", "[2001:db8::7]:47210", "2001:db8::7"],
    ["none, of a health check", undefined, undefined],
  ])("behind a load balancer is %s", async (_, forwarded, ip) => {
    const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
    expect((await see(events.alb({ headers }))).ip).toBe(ip);
  });

  it("goes by trusted proxies from the right, and no further", async () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 198.51.100.1, 203.0.113.7" };
    expect((await see(events.alb({ headers }), { trustedProxies: 1 })).ip).toBe("198.51.100.1");
    const v2 = events.apiGatewayV2({ headers: { "x-forwarded-for": "6.6.6.6, 198.51.100.1, 203.0.113.7" } });
    expect((await see(v2)).ip).toBe("203.0.113.7");
    expect((await see(v2, { trustedProxies: 1 })).ip).toBe("198.51.100.1");
    const ports = events.alb({ headers: { "x-forwarded-for": "198.51.100.1:443, 203.0.113.7:47210" } });
    expect((await see(ports, { trustedProxies: 1 })).ip).toBe("198.51.100.1");
  });
});
