import { http, json } from "onefn";
import { describe, expect, it } from "vitest";
import { type AwsOptions, adapt } from "../src/index.js";
import { events } from "./events.js";

describe("the client's address", () => {
  const where = http((_, { client }) => json(client.ip ?? null));
  const of = async (event: unknown, options?: AwsOptions) =>
    JSON.parse(((await adapt(where, { log: () => {}, ...options })(event)) as { body: string }).body);

  it("is none where the console of API Gateway tests an API", async () => {
    const identity = { sourceIp: "test-invoke-source-ip" };
    expect(await of(events.apiGatewayV1({ requestContext: { identity } }))).toBeNull();
  });

  it.each([
    ["HTTP APIs with mutual TLS", events.apiGatewayV2, { requestContext: v2("192.0.2.44:39870") }],
    ["REST APIs", events.apiGatewayV1, { requestContext: { identity: { sourceIp: "192.0.2.44:39870" } } }],
    ["load balancers", events.alb, { headers: { "x-forwarded-for": "6.6.6.6, 192.0.2.44:39870" } }],
    ["VPC Lattice", events.vpcLatticeV2, { headers: { "x-forwarded-for": ["192.0.2.44:39870"] } }],
    ["CloudFront", events.edge, { clientIp: "192.0.2.44:39870" }],
  ])("has no port: %s", async (_, event, own) => {
    expect(await of(event(own))).toBe("192.0.2.44");
  });

  it("is found behind a proxy of one's own, where the proxy's comes with a port", async () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 198.51.100.9" };
    const event = events.apiGatewayV2({ headers, requestContext: v2("192.0.2.44:39870") });
    expect(await of(event, { trustedProxies: 1 })).toBe("198.51.100.9");
  });
});

function v2(sourceIp: string): object {
  return { domainName: "api.example.com", http: { method: "GET", sourceIp } };
}
