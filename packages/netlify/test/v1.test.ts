import { type HttpContext, http, json, text } from "onefn";
import { describe, expect, it } from "vitest";
import { isNetlify } from "../src/platform.js";
import { adapt, type NetlifyEvent } from "../src/v1.js";

const EVENT: NetlifyEvent = {
  rawUrl: "https://shop.example/.netlify/functions/api/a%2Fb?x=1&x=%20",
  httpMethod: "GET",
  headers: { host: "shop.example", "x-nf-client-connection-ip": "198.51.100.9", "x-nf-request-id": "01HXYZ" },
  body: null,
  isBase64Encoded: false,
};

const echo = http(async (request) => json([request.url, [...request.headers], await request.text()]));

async function call(event: Partial<NetlifyEvent>, fn = echo) {
  const result = await adapt(fn, { log: () => {} })({ ...EVENT, ...event }, {});
  return JSON.parse(result.body);
}

describe("an event", () => {
  it("is a request with the URL as the client sent it", async () => {
    const [url] = await call({});
    expect(url).toBe(EVENT.rawUrl);
  });

  it("loses a base path by option", async () => {
    const options = { basePath: "/.netlify/functions/api" };
    const { body } = await adapt(echo, options)(EVENT, {});
    expect(JSON.parse(body)[0]).toBe("https://shop.example/a%2Fb?x=1&x=%20");
  });

  it("has all values of a header where Netlify has them, whatever the case of its name", async () => {
    const multiValueHeaders = { "X-List": ["1", "2"], Cookie: ["a=1", "b=2"], "x-none": undefined };
    const [, headers] = await call({ multiValueHeaders });
    expect(headers).toEqual([
      ["cookie", "a=1; b=2"],
      ["x-list", "1, 2"],
    ]);
  });

  it("leaves a header out that HTTP forbids, and says so once at the lowest level", async () => {
    const lines: string[] = [];
    const headers = { "x-bad(name)": "v", "x-line": "a\nb", "x-kept": "1" };
    const result = await adapt(echo, { log: (line) => lines.push(line) })({ ...EVENT, headers }, {});
    expect(JSON.parse(result.body)[1]).toEqual([["x-kept", "1"]]);
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(["debug"]);
    expect(lines[0]).toContain("left out");
  });

  it("has a body of text, of bytes, or none", async () => {
    const read = async (event: Partial<NetlifyEvent>) => (await call({ httpMethod: "POST", ...event }))[2];
    expect(await read({ body: "grüße" })).toBe("grüße");
    expect(await read({ body: "Z3LDvMOfZQ==", isBase64Encoded: true })).toBe("grüße");
    expect(await read({ body: "" })).toBe("");
    const { body: _, ...without } = EVENT;
    expect(JSON.parse((await adapt(echo)(without, {})).body)[2]).toBe("");
  });

  it("whose body is marked as base64 and is none is a 400", async () => {
    const lines: string[] = [];
    const handler = adapt(echo, { log: (line) => void lines.push(line) });
    const result = await handler(
      { ...EVENT, httpMethod: "POST", body: "{not base64}", isBase64Encoded: true },
      {},
    );
    expect([result.statusCode, result.body]).toEqual([400, "Bad Request"]);
    expect(lines.join()).toContain("ONEFN_MALFORMED_EVENT");
  });

  it("without a URL that is one is a 400", async () => {
    const handler = adapt(
      http({ path: "/" }, () => text("")),
      { log: () => {} },
    );
    expect((await handler({ ...EVENT, rawUrl: "/relative" }, {})).statusCode).toBe(400);
  });

  it.each([
    null,
    undefined,
    "text",
    {},
    { version: "2.0", rawPath: "/", requestContext: {} },
    { rawUrl: 1 },
    { ...EVENT, headers: null },
  ])("of another kind is refused with an error: %j", async (event) => {
    await expect(adapt(echo)(event as never, {})).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });
});

describe("the context", () => {
  const look = async (
    event: Partial<NetlifyEvent>,
    context: object,
    see: (context: HttpContext) => unknown,
  ) => {
    let got: unknown;
    const fn = http((_, own) => {
      got = see(own);
      return text("");
    });
    await adapt(fn)({ ...EVENT, ...event }, context);
    return got;
  };

  it("has the ids and the deadline of Lambda", async () => {
    const native = { awsRequestId: "aws-1", functionName: "api", getRemainingTimeInMillis: () => 9_000 };
    const see = (context: HttpContext) => [context.requestId, context.functionName, context.remainingMs()];
    expect(await look({}, native, see)).toEqual(["01HXYZ", "api", 8_500]);
    expect(await look({ headers: {} }, native, (context) => context.requestId)).toBe("aws-1");
  });

  it("has the client by the headers that Netlify writes", async () => {
    const geo = Buffer.from(JSON.stringify({ city: "Köln", country: { code: "DE" } })).toString("base64");
    const see = ({ client }: HttpContext) => client;
    expect(await look({ headers: { ...EVENT.headers, "x-nf-geo": geo } }, {}, see)).toEqual({
      ip: "198.51.100.9",
      geo: { country: "DE", city: "Köln" },
    });
    expect(await look({ headers: { "x-nf-geo": "{" } }, {}, see)).toEqual({ ip: undefined, geo: undefined });
  });

  it("has the user of Netlify Identity and no token of an administrator", async () => {
    const clientContext = { identity: { token: "an administrator's" }, user: { sub: "u1" } };
    expect(await look({}, { clientContext }, ({ auth }) => auth)).toEqual({
      type: "netlify-identity",
      subject: "u1",
      claims: { sub: "u1" },
    });
  });

  it("has the native event and context as its platform", async () => {
    const native = { awsRequestId: "aws-1" };
    const same = (context: HttpContext) =>
      isNetlify(context) && context.platform.wire === "event" && context.platform.context === native;
    expect(await look({}, native, same)).toBe(true);
  });
});

describe("a result", () => {
  const answer = async (response: () => Response, event: Partial<NetlifyEvent> = {}) =>
    adapt(http(response), { log: () => {} })({ ...EVENT, ...event }, {});

  it("keeps cookies apart, and has no list of them where there are none", async () => {
    const cookies = ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"];
    const headers = cookies.map((value): [string, string] => ["set-cookie", value]);
    const { multiValueHeaders } = await answer(() => text("", { headers }));
    expect(multiValueHeaders).toEqual({ "set-cookie": cookies });
    expect(await answer(() => text(""))).not.toHaveProperty("multiValueHeaders");
  });

  it("is text where it is, and base64 for all other bytes", async () => {
    const carried = async (response: () => Response) => {
      const { body, isBase64Encoded } = await answer(response);
      return [body, isBase64Encoded];
    };
    const bytes = Uint8Array.of(0xff, 0xfe);
    const type = (value: string) => ({ headers: { "content-type": value } });
    expect(await carried(() => text("é"))).toEqual(["é", false]);
    expect(await carried(() => new Response(Buffer.from("é"), type("text/plain")))).toEqual(["é", false]);
    expect(await carried(() => new Response(bytes, type("text/plain")))).toEqual(["//4=", true]);
    expect(await carried(() => new Response("é", type("image/png")))).toEqual(["w6k=", true]);
    expect(await carried(() => text("x", { headers: { "content-encoding": "br" } }))).toEqual(["eA==", true]);
  });

  it("to HEAD has no body", async () => {
    const { body, statusCode } = await answer(() => text("x".repeat(10_000_000)), { httpMethod: "HEAD" });
    expect([statusCode, body]).toEqual([200, ""]);
  });

  it("over 6 MB is a plain 500 that the log explains", async () => {
    const lines: string[] = [];
    const handler = adapt(
      http(() => text("x".repeat(6_300_000))),
      { log: (line) => void lines.push(line) },
    );
    expect(await handler(EVENT, {})).toMatchObject({ statusCode: 500, body: "Internal Server Error" });
    expect(lines.join()).toContain("ONEFN_RESULT_TOO_LARGE");
  });
});
