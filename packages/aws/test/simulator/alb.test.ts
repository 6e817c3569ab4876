import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { answerTo, deployRaw, eventOf } from "./raw.js";

interface Alb {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

describe("the event of a load balancer", () => {
  it("has the query as the client encoded it, and the last of several values", async () => {
    const event = await eventOf<Alb>("alb", new Request("https://x.example/a%20b?x=%26&x=a%20b&y"));
    expect(event.path).toBe("/a%20b");
    expect(event.queryStringParameters).toEqual({ x: "a%20b", y: "" });
    expect(event).not.toHaveProperty("multiValueHeaders");
  });

  it("has lists instead where the target group has multi-value headers", async () => {
    const event = await eventOf<Alb>("alb-multi-value", new Request("https://x.example/?x=%26&x=2"), {
      rawHeaders: [
        ["X-Twice", "1"],
        ["x-twice", "2"],
      ],
    });
    expect(event.multiValueQueryStringParameters).toEqual({ x: ["%26", "2"] });
    expect(event.multiValueHeaders?.["x-twice"]).toEqual(["1", "2"]);
    expect(event).not.toHaveProperty("headers");
    expect(event).not.toHaveProperty("queryStringParameters");
  });

  it("appends who connected, puts its own trace in front, and has an empty body for none", async () => {
    const headers = { "x-forwarded-for": "198.51.100.1", "x-amzn-trace-id": "Root=1-a-b" };
    const event = await eventOf<Alb>("alb", new Request("https://x.example/", { headers }));
    expect(event.headers?.["x-forwarded-for"]).toBe("198.51.100.1, 203.0.113.7");
    expect(event.headers?.["x-amzn-trace-id"]).toMatch(/^Self=1-[\da-f]{8}-[\da-f]{24};Root=1-a-b$/);
    expect([event.body, event.isBase64Encoded]).toEqual(["", false]);
  });

  it("says who has signed in, and lets nobody else say it", async () => {
    const forged = new Request("https://x.example/", { headers: { "x-amzn-oidc-data": "forged" } });
    expect((await eventOf<Alb>("alb", forged)).headers).not.toHaveProperty("x-amzn-oidc-data");
    const event = await eventOf<Alb>("alb", new Request("https://x.example/"), {
      auth: { type: "oidc", subject: "me", claims: { sub: "me" } },
    });
    expect(event.headers?.["x-amzn-oidc-identity"]).toBe("me");
    const [, claims, signature] = event.headers?.["x-amzn-oidc-data"]?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(claims ?? "", "base64url").toString())).toEqual({ sub: "me" });
    expect(Buffer.from(signature ?? "", "base64url")).toHaveLength(64);
  });
});

describe("the result for a load balancer", () => {
  it("is answered in the mode of the target group", async () => {
    const single = await answerTo("alb", { statusCode: 200, headers: { "X-A": "1" }, body: "hi" });
    expect([single.headers.get("x-a"), await single.text()]).toEqual(["1", "hi"]);
    expect(single.headers.get("content-type")).toBe("application/octet-stream");
    const multi = await answerTo("alb-multi-value", {
      statusCode: 200,
      statusDescription: "200 OK",
      multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] },
      body: "",
      isBase64Encoded: false,
    });
    expect(multi.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it("may spell one name in several ways, each a header of its own", async () => {
    const headers = { "Set-Cookie": "a=1", "set-cookie": "b=2" };
    const response = await answerTo("alb", { statusCode: 200, headers });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it.each([
    ["alb", "no status", { body: "x" }],
    ["alb", "the text of a status", { statusCode: "200" }],
    ["alb", "a header that is no string", { statusCode: 200, headers: { "x-n": 5 } }],
    ["alb", "a field that is null", { statusCode: 200, body: null }],
    ["alb", "headers of the other mode", { statusCode: 200, multiValueHeaders: { a: ["1"] } }],
    ["alb-multi-value", "headers of the other mode", { statusCode: 200, headers: { a: "1" } }],
    ["alb-multi-value", "a header that is no list", { statusCode: 200, multiValueHeaders: { a: "1" } }],
    ["alb", "more than 1 MB", { statusCode: 200, body: "x".repeat(1024 * 1024) }],
  ])("%s: is answered 502 when it has %s", async (trigger, _, result) => {
    expect((await answerTo(trigger, result)).status).toBe(502);
  });

  it("does not come for a request of more than 1 MB", async () => {
    let called = false;
    const deployment = await deployRaw("alb", async () => {
      called = true;
    });
    const body = new Uint8Array(1024 * 1024 + 1);
    const response = await deployment.send(new Request("https://x.example/", { method: "POST", body }));
    expect([response.status, called]).toEqual([413, false]);
  });
});
