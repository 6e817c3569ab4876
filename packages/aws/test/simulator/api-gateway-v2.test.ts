import { describe, expect, it } from "vitest";
import { answerTo, deployRaw, eventOf } from "./raw.js";

interface V2 {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly http: Readonly<Record<string, string>>;
    readonly authorizer?: unknown;
    readonly domainName: string;
  };
}

const trigger = "api-gateway-v2";

describe("the event of an HTTP API", () => {
  it("has the path decoded, and the query both raw and decoded with duplicates joined", async () => {
    const event = await eventOf<V2>(trigger, new Request("https://x.example/a%20b/c%2Fd?x=1&x=%26&y=a%20b"));
    expect(event.rawPath).toBe("/a b/c/d");
    expect(event.rawQueryString).toBe("x=1&x=%26&y=a%20b");
    expect(event.queryStringParameters).toEqual({ x: "1,&", y: "a b" });
  });

  it("leaves a percent sign alone that is no encoding of UTF-8", async () => {
    const event = await eventOf<V2>(trigger, new Request("https://x.example/"), { target: "/%E0%A4/%41" });
    expect(event.rawPath).toBe("/%E0%A4/A");
  });

  it("has header names in lower case, duplicates joined by commas, and cookies apart", async () => {
    const event = await eventOf<V2>(
      trigger,
      new Request("https://x.example/", { headers: { cookie: "a=1; b=2" } }),
      {
        rawHeaders: [
          ["X-Twice", "1"],
          ["x-twice", "2"],
        ],
      },
    );
    expect(event.headers["x-twice"]).toBe("1,2");
    expect(event.headers.cookie).toBeUndefined();
    expect(event.cookies).toEqual(["a=1", "b=2"]);
  });

  it("appends who connected to X-Forwarded-For, and believes none of what stood there", async () => {
    const headers = { "x-forwarded-for": "198.51.100.1", "x-forwarded-proto": "http" };
    const event = await eventOf<V2>(trigger, new Request("https://x.example/", { headers }), {
      ip: "203.0.113.9",
    });
    expect(event.headers["x-forwarded-for"]).toBe("198.51.100.1, 203.0.113.9");
    expect(event.headers["x-forwarded-proto"]).toBe("https");
    expect(event.requestContext.http.sourceIp).toBe("203.0.113.9");
  });

  it("has text as text, and everything else as base64", async () => {
    const text = await eventOf<V2>(trigger, post("é", { "content-type": "text/plain" }));
    expect([text.body, text.isBase64Encoded]).toEqual(["é", false]);
    const form = await eventOf<V2>(
      trigger,
      post("a=1", { "content-type": "application/x-www-form-urlencoded" }),
    );
    expect([form.body, form.isBase64Encoded]).toEqual([btoa("a=1"), true]);
    const packed = await eventOf<V2>(
      trigger,
      post("x", { "content-type": "text/plain", "content-encoding": "gzip" }),
    );
    expect(packed.isBase64Encoded).toBe(true);
  });

  it("leaves out what is not there", async () => {
    const event = await eventOf<V2>(trigger, new Request("https://x.example/"));
    expect(event).not.toHaveProperty("body");
    expect(event).not.toHaveProperty("cookies");
    expect(event).not.toHaveProperty("queryStringParameters");
  });

  it("names the caller whom an authorizer has verified", async () => {
    const event = await eventOf<V2>(trigger, new Request("https://x.example/"), {
      auth: { type: "jwt", subject: "me", claims: { sub: "me" } },
    });
    expect(event.requestContext.authorizer).toEqual({ jwt: { claims: { sub: "me" }, scopes: null } });
  });
});

describe("the result for an HTTP API", () => {
  it("is answered as it stands, each cookie in a header of its own", async () => {
    const response = await answerTo(trigger, {
      statusCode: 201,
      headers: { "content-type": "text/plain", "x-n": 5 },
      cookies: ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"],
      body: "aMOp",
      isBase64Encoded: true,
    });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-n")).toBe("5");
    expect(response.headers.getSetCookie()).toEqual(["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]);
    expect(await response.text()).toBe("hé");
  });

  it.each([
    [{ hello: 1 }, '{"hello":1}'],
    ["plain", "plain"],
    [undefined, "null"],
    [[1], "[1]"],
  ])("may be JSON without a status, which is the body of a 200: %j", async (result, body) => {
    const response = await answerTo(trigger, result);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toBe(body);
  });

  it.each([
    ["a status that is none", { statusCode: "ok" }],
    ["a status out of range", { statusCode: 99 }],
    ["a body that is no string", { statusCode: 200, body: { a: 1 } }],
    ["bytes, which JSON turns into an object", { statusCode: 200, body: new Uint8Array([1]) }],
    ["a header with a list", { statusCode: 200, headers: { a: ["1"] } }],
    ["a header with null", { statusCode: 200, headers: { a: null } }],
    ["a header with a line break", { statusCode: 200, headers: { a: "1\r\nb: 2" } }],
    ["cookies that are no list", { statusCode: 200, cookies: "a=1" }],
    ["what is no base64", { statusCode: 200, body: "%%%", isBase64Encoded: true }],
  ])("is answered 502 when it has %s", async (_, result) => {
    const response = await answerTo(trigger, result);
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: "Bad Gateway" });
  });

  it("has no body on HEAD, 204 and 304", async () => {
    const head = await deployRaw(trigger, async () => ({ statusCode: 200, body: "x" }));
    const response = await head.send(new Request("https://x.example/", { method: "HEAD" }));
    expect(response.body).toBeNull();
    expect((await answerTo(trigger, { statusCode: 204, body: "x" })).body).toBeNull();
    expect((await answerTo(trigger, { statusCode: 304 })).status).toBe(304);
  });

  it("tells the developer, not the client, why it was refused", async () => {
    const refusals: (string | undefined)[] = [];
    const deployment = await deployRaw(trigger, async () => ({ statusCode: 200, body: 1 }), {
      tap: ({ refusal }) => refusals.push(refusal),
    });
    const response = await deployment.send(new Request("https://x.example/"));
    expect(await response.text()).not.toContain("string");
    expect(refusals).toEqual(["body is not a string"]);
  });

  it("comes back as 413 when the request was too large to be handed over", async () => {
    const deployment = await deployRaw(trigger, async () => ({ statusCode: 200 }));
    const send = (size: number) =>
      deployment.send(new Request("https://x.example/", { method: "POST", body: new Uint8Array(size) }));
    expect((await send(11 * 1024 * 1024)).status).toBe(413);
    expect((await send(6 * 1024 * 1024)).status).toBe(413);
    expect((await send(4 * 1024 * 1024)).status).toBe(200);
  });
});

function post(body: string, headers: Record<string, string>): Request {
  return new Request("https://x.example/", { method: "POST", body, headers });
}
