import { describe, expect, it } from "vitest";
import { answerTo, eventOf } from "./raw.js";

interface V1 {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: { readonly proxy: string } | null;
  readonly resource: string;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly path: string;
    readonly authorizer?: unknown;
    readonly identity: Readonly<Record<string, unknown>>;
  };
}

const trigger = "api-gateway-v1";

describe("the event of a REST API", () => {
  it("has the path as it was sent, without the stage", async () => {
    const event = await eventOf<V1>(trigger, new Request("https://x.example/a%20b/c%2Fd/"));
    expect(event.path).toBe("/a%20b/c%2Fd/");
    expect(event.requestContext.path).toBe("/prod/a%20b/c%2Fd/");
    expect(event.resource).toBe("/{proxy+}");
    expect(event.pathParameters).toEqual({ proxy: "a%20b/c%2Fd" });
  });

  it("makes one slash of those in front, and keeps those inside", async () => {
    const event = await eventOf<V1>(trigger, new Request("https://x.example/"), { target: "//a//b" });
    expect(event.path).toBe("/a//b");
  });

  it("has the query decoded, each value in a list and the last one apart", async () => {
    const event = await eventOf<V1>(trigger, new Request("https://x.example/?x=%26&x=a%20b&y"));
    expect(event.multiValueQueryStringParameters).toEqual({ x: ["&", "a b"], y: [""] });
    expect(event.queryStringParameters).toEqual({ x: "a b", y: "" });
  });

  it("keeps the case of header names, and has each of their values", async () => {
    const event = await eventOf<V1>(
      trigger,
      new Request("https://x.example/", { headers: { "x-one": "1" } }),
      {
        rawHeaders: [
          ["tEsT", "a"],
          ["tEsT", "b"],
        ],
      },
    );
    expect(event.multiValueHeaders.tEsT).toEqual(["a", "b"]);
    expect(event.headers.tEsT).toBe("b");
    expect(event.headers["X-One"]).toBe("1");
  });

  it("has every body as base64, and null for none", async () => {
    const posted = await eventOf<V1>(
      trigger,
      new Request("https://x.example/", { method: "POST", body: "hi" }),
    );
    expect([posted.body, posted.isBase64Encoded]).toEqual([btoa("hi"), true]);
    const plain = await eventOf<V1>(trigger, new Request("https://x.example/"));
    expect([plain.body, plain.isBase64Encoded]).toEqual([null, false]);
    expect(plain.queryStringParameters).toBeNull();
  });

  it("names the caller where each authorizer does", async () => {
    const request = () => new Request("https://x.example/");
    const cognito = await eventOf<V1>(trigger, request(), {
      auth: { type: "cognito", subject: "me", claims: { sub: "me" } },
    });
    expect(cognito.requestContext.authorizer).toEqual({ claims: { sub: "me" } });
    const lambda = await eventOf<V1>(trigger, request(), {
      auth: { type: "lambda", subject: "me", claims: { principalId: "me" } },
    });
    expect(lambda.requestContext.authorizer).toEqual({ principalId: "me" });
    const iam = await eventOf<V1>(trigger, request(), {
      auth: { type: "iam", subject: "arn", claims: { userArn: "arn" } },
      ip: "203.0.113.9",
    });
    expect(iam.requestContext.identity).toMatchObject({ userArn: "arn", sourceIp: "203.0.113.9" });
  });
});

describe("the result for a REST API", () => {
  it("has both maps of headers; what stands in both counts once", async () => {
    const response = await answerTo(trigger, {
      statusCode: 200,
      headers: { "X-A": "1", "X-B": "2" },
      multiValueHeaders: { "x-a": ["1", "3"], "Set-Cookie": ["a=1", "b=2"] },
    });
    expect(response.headers.get("x-a")).toBe("1, 3");
    expect(response.headers.get("x-b")).toBe("2");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it("has some headers under another name, as REST APIs give them", async () => {
    const response = await answerTo(trigger, { statusCode: 401, headers: { "WWW-Authenticate": "Basic" } });
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(response.headers.get("x-amzn-remapped-www-authenticate")).toBe("Basic");
  });

  it.each([
    ["no status", { body: "x" }],
    ["nothing at all", undefined],
    ["a string for all", "hello"],
    ["a body that is no string", { statusCode: 200, body: { a: 1 } }],
    ["a list that is none", { statusCode: 200, multiValueHeaders: { a: "1" } }],
  ])("is answered 502 when it has %s", async (_, result) => {
    expect((await answerTo(trigger, result)).status).toBe(502);
  });

  it("takes null for what is left out, and the text of a status", async () => {
    const response = await answerTo(trigger, { statusCode: "200", headers: null, body: null });
    expect(response.status).toBe(200);
  });
});
