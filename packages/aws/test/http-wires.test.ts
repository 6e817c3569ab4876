import { Buffer } from "node:buffer";
import { empty, HttpError, http, json, stream, text } from "onefn";
import { describe, expect, it } from "vitest";
import { type AwsOptions, adapt } from "../src/index.js";
import { events } from "./events.js";

interface Result {
  readonly statusCode?: number;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
  readonly headers: Record<string, unknown>;
  readonly [member: string]: unknown;
}

const lines: string[] = [];
const run = (fn: Parameters<typeof adapt>[0], event: unknown, options?: AwsOptions) =>
  adapt(fn, { log: (line) => lines.push(line), ...options })(event) as Promise<Result>;

const see = http((request) => json({ url: request.url, headers: [...request.headers] }));
const urlOf = async (event: unknown, options?: AwsOptions) =>
  JSON.parse((await run(see, event, options)).body).url as string;

describe("paths", () => {
  it.each([
    [
      "an HTTP API has decoded",
      events.apiGatewayV2({ rawPath: "/café ☕ 😀/100%?#" }),
      "/caf%C3%A9%20%E2%98%95%20%F0%9F%98%80/100%25%3F%23",
    ],
    ["a Function URL leaves encoded", events.functionUrl({ rawPath: "/a%2Fb%20c%3F" }), "/a%2Fb%20c%3F"],
    ["a REST API leaves encoded", events.apiGatewayV1({ path: "/a%2Fb%20c" }), "/a%2Fb%20c"],
    ["a load balancer leaves encoded", events.alb({ path: "/a%2Fb;v=1" }), "/a%2Fb;v=1"],
    ["without a slash ahead", events.apiGatewayV1({ path: "files/1" }), "/files/1"],
    [
      "that looks like another origin",
      events.functionUrl({ rawPath: "//evil.example/x" }),
      "//evil.example/x",
    ],
    [
      "that is a whole URL",
      events.functionUrl({ rawPath: "http://evil.example/x" }),
      "/http://evil.example/x",
    ],
  ])("%s", async (_, event, path) => {
    const url = await urlOf(event);
    expect(url.replace(/^https?:\/\/[^/]+/, "")).toBe(path);
    expect(new URL(url).hostname).toMatch(/^(?:api|lb)\.example\.com$/);
  });

  it("lose a stage or a base path by option, at a segment's border", async () => {
    const at = (rawPath: string) => urlOf(events.apiGatewayV2({ rawPath }), { basePath: "/prod" });
    expect(await at("/prod/orders")).toBe("https://api.example.com/orders");
    expect(await at("/prod")).toBe("https://api.example.com/");
    expect(await at("/products")).toBe("https://api.example.com/products");
    const closed = urlOf(events.apiGatewayV2({ rawPath: "/prod" }), { basePath: "/prod/" });
    expect(await closed).toBe("https://api.example.com/");
  });

  it("with half a character are the client's mistake", async () => {
    const routed = http({ path: "/:name" }, () => text("never"));
    expect(await run(routed, events.functionUrl({ rawPath: "/\ud800" }))).toMatchObject({ statusCode: 400 });
    expect(lines.at(-1)).toContain("ONEFN_MALFORMED_EVENT");
  });
});

describe("queries", () => {
  it.each([
    [
      "payload 2.0: as the client wrote it",
      events.apiGatewayV2({ rawQueryString: "b=2&a=%20+&b=&c" }),
      "b=2&a=%20+&b=&c",
    ],
    [
      "payload 1.0: encoded again, since the gateway has decoded it",
      events.apiGatewayV1({ multiValueQueryStringParameters: { "a[]": ["1&2", "é"], flag: [""] } }),
      "a%5B%5D=1%262&a%5B%5D=%C3%A9&flag=",
    ],
    [
      "a load balancer: as it is",
      events.alb({ queryStringParameters: { "a%5B%5D": "1%262", flag: "" } }),
      "a%5B%5D=1%262&flag=",
    ],
    [
      "a load balancer with multiple values",
      events.alb({ multiValueHeaders: {}, multiValueQueryStringParameters: { a: ["1", "2%20"] } }),
      "a=1&a=2%20",
    ],
    ["VPC Lattice, on the path", events.vpcLatticeV2({ path: "/x?b=2&a=1&b=3" }), "b=2&a=1&b=3"],
    ["VPC Lattice, apart", events.vpcLatticeV1({ query_string_parameters: { a: "1" } }), "a=1"],
    ["CloudFront", events.edge({ querystring: "a=1&a=2" }), "a=1&a=2"],
    ["what cannot stand in a query", events.apiGatewayV2({ rawQueryString: 'a=é "#' }), "a=%C3%A9%20%22%23"],
  ])("%s", async (_, event, query) => {
    expect((await urlOf(event)).split("?")[1]).toBe(query);
  });
});

describe("request headers", () => {
  const get = (name: string) => http((request) => json(request.headers.get(name)));
  const read = async (name: string, event: unknown) => JSON.parse((await run(get(name), event)).body);

  it("are found in any letter case, as local emulators and REST APIs have them", async () => {
    expect(await read("user-agent", events.apiGatewayV2({ headers: { "User-Agent": "sam" } }))).toBe("sam");
    expect(
      await read("User-Agent", events.apiGatewayV1({ multiValueHeaders: { "USER-agent": ["x"] } })),
    ).toBe("x");
  });

  it("come whole when they repeat, also in two letter cases", async () => {
    const event = events.apiGatewayV1({ multiValueHeaders: { "X-A": ["1", "2"], "x-a": ["3"] } });
    expect(await read("x-a", event)).toBe("1, 2, 3");
    expect(
      await read("x-a", events.edge({ headers: { "x-a": [{ key: "X-A", value: "1" }, { value: "2" }] } })),
    ).toBe("1, 2");
  });

  it("have the cookies that payload 2.0 keeps apart", async () => {
    const event = events.apiGatewayV2({ cookies: ["a=1", "b=2"], headers: { Cookie: "a=1;b=2" } });
    expect(await read("cookie", event)).toBe("a=1; b=2");
    const all = JSON.parse((await run(see, event)).body).headers;
    expect(all).toEqual([["cookie", "a=1; b=2"]]);
  });

  it("are none by the names that every object has", async () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      expect(await read(name, events.apiGatewayV2())).toBeNull();
    }
    expect(await read("x", events.apiGatewayV1({ multiValueHeaders: null, headers: null }))).toBeNull();
  });

  it("name the host, unless it is none", async () => {
    const hosts = ["user@evil.example", "evil.example/x", "a b", "", "999.1.1.1", "a.example:99999", "[1:2]"];
    for (const host of hosts) {
      const url = await urlOf(events.apiGatewayV2({ headers: { host } }));
      expect(url).toBe("https://id.execute-api.eu-central-1.amazonaws.com/");
    }
    const forwarded = events.apiGatewayV2({
      headers: { host: "origin.example", "x-forwarded-host": "shop.example" },
    });
    expect(await urlOf(forwarded)).toBe("https://origin.example/");
    expect(await urlOf(forwarded, { trustedProxies: 1 })).toBe("https://shop.example/");
    expect(await urlOf(events.alb({ headers: { "user-agent": "ELB-HealthChecker/2.0" } }))).toBe(
      "https://localhost/",
    );
  });
});

describe("request bodies", () => {
  const echo = http(async (request) => new Response(await request.arrayBuffer()));
  const post = { http: { method: "POST" } };

  it("arrive as bytes", async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const event = events.apiGatewayV2({ body: bytes.toString("base64"), isBase64Encoded: true }, post);
    const result = await run(echo, event);
    expect(result.isBase64Encoded).toBe(true);
    expect(Buffer.from(result.body, "base64")).toEqual(bytes);
  });

  it.each([null, undefined, ""])("of %o are none", async (body) => {
    const hasBody = http((request) => json(request.body !== null));
    expect((await run(hasBody, events.apiGatewayV2({ body }))).body).toBe("false");
  });

  it("that are marked as base64 and are none are refused, and said aloud", async () => {
    const result = await run(
      echo,
      events.apiGatewayV2({ body: "not really base64!", isBase64Encoded: true }, post),
    );
    expect(result).toMatchObject({ statusCode: 400, body: "Bad Request" });
    expect(lines.at(-1)).toContain("ONEFN_MALFORMED_EVENT");
  });

  it("that CloudFront has cut are refused when they are read, and not before", async () => {
    const cut = {
      method: "POST",
      body: { inputTruncated: true, action: "read-only", encoding: "base64", data: "AAAA" },
    };
    expect(await run(echo, events.edge(cut))).toMatchObject({ status: "413", body: "Content Too Large" });
    expect(
      await run(
        http(() => text("unread")),
        events.edge(cut),
      ),
    ).toMatchObject({ status: "200" });
  });
});

describe("results", () => {
  const cookies = http(() => {
    const headers = new Headers({ "x-a": "1" });
    headers.append("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
    headers.append("set-cookie", "b=2");
    return new Response("ok", { headers, statusText: "Fine" });
  });
  const first = "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT";

  it("carry several cookies in each wire's own way", async () => {
    expect(await run(cookies, events.apiGatewayV2())).toMatchObject({ cookies: [first, "b=2"] });
    expect(await run(cookies, events.apiGatewayV1())).toMatchObject({
      multiValueHeaders: { "set-cookie": [first, "b=2"] },
    });
    expect((await run(cookies, events.alb())).headers).toMatchObject({
      "set-cookie": first,
      "Set-cookie": "b=2",
    });
    const multi = await run(cookies, events.alb({ multiValueHeaders: {} }));
    expect(multi).toMatchObject({ multiValueHeaders: { "x-a": ["1"], "set-cookie": [first, "b=2"] } });
    expect(multi).not.toHaveProperty("headers");
    expect((await run(cookies, events.edge())).headers).toMatchObject({
      "x-a": [{ key: "x-a", value: "1" }],
      "set-cookie": [{ value: first }, { value: "b=2" }],
    });
  });

  it("carry a header named __proto__ as any other", async () => {
    const named = http(() => text("", { headers: [["__proto__", "kept"]] }));
    const wires = [events.apiGatewayV2(), events.alb(), events.alb({ multiValueHeaders: {} }), events.edge()];
    for (const event of wires) {
      const { headers, multiValueHeaders } = await run(named, event);
      expect(Object.keys(headers ?? (multiValueHeaders as object))).toContain("__proto__");
    }
  });

  it("are a plain 500 where a stream fails by an HttpError whose headers HTTP does not allow", async () => {
    const failing = http(() =>
      stream(async function* () {
        yield "begun";
        throw new HttpError(400, "secret", { headers: { "x-broken": "a\r\nb" } });
      }),
    );
    const result = await run(failing, events.apiGatewayV2());
    expect(result).toMatchObject({ statusCode: 500, body: "Internal Server Error" });
  });

  it("to HEAD have no body, and say how long it would be; others leave the length to the wire", async () => {
    const fn = http(() => text("four \u2603", { headers: { "content-length": "999" } }));
    const event = events.apiGatewayV2();
    const { requestContext } = event;
    const head = {
      ...event,
      requestContext: { ...requestContext, http: { ...requestContext.http, method: "HEAD" } },
    };
    expect(await run(fn, head)).toMatchObject({ body: "", headers: { "content-length": "8" } });
    expect((await run(fn, event)).headers).not.toHaveProperty("content-length");
  });

  it("carry the reason phrase where the wire has room for it", async () => {
    expect(await run(cookies, events.alb())).toMatchObject({ statusDescription: "200 Fine" });
    expect(await run(cookies, events.edge())).toMatchObject({ statusDescription: "Fine" });
  });

  it("of CloudFront have no header that it answers with a 502, and no body where there is none", async () => {
    const headers = { connection: "close", "x-cache": "hit", "x-edge-a": "1", via: "1.1 x", "x-own": "kept" };
    const result = await run(
      http(() => empty({ headers })),
      events.edge(),
    );
    expect(result).toEqual({ status: "204", headers: { "x-own": [{ key: "x-own", value: "kept" }] } });
  });

  it.each([
    ["viewer-request", 41 * 1024],
    ["origin-request", 1025 * 1024],
  ])("over CloudFront's limit of a %s are a plain 500 and a line that says how large", async (type, size) => {
    const result = await run(
      http(() => text("x".repeat(size))),
      events.edge({}, type),
    );
    expect(result).toMatchObject({ status: "500", body: "Internal Server Error" });
    expect(lines.at(-1)).toMatch(/ONEFN_RESULT_TOO_LARGE.*\d+ bytes/);
  });

  it("over 6 MB are refused, those just below are not", async () => {
    const bytes = (size: number) => http(() => new Response(Buffer.alloc(size)));
    expect(await run(bytes(4_700_000), events.apiGatewayV2())).toMatchObject({ statusCode: 200 });
    expect(await run(bytes(4_720_000), events.apiGatewayV2())).toMatchObject({ statusCode: 500 });
    const escaped = http(() => text("\u0001".repeat(1_100_000)));
    expect(await run(escaped, events.apiGatewayV2())).toMatchObject({ statusCode: 500 });
  });

  it("are text where they are text and base64 where they are not", async () => {
    const answer = (type: string, body: BodyInit, encoding?: string) =>
      http(
        () =>
          new Response(body, {
            headers: { "content-type": type, ...(encoding && { "content-encoding": encoding }) },
          }),
      );
    const isText = async (fn: ReturnType<typeof answer>) =>
      !(await run(fn, events.functionUrl())).isBase64Encoded;
    expect(await isText(answer("application/json", "{}"))).toBe(true);
    expect(await isText(answer("image/svg+xml; charset=utf-8", Buffer.from("<svg/>")))).toBe(true);
    expect(await isText(answer("text/plain", Buffer.from([0xff])))).toBe(false);
    expect(await isText(answer("image/png", Buffer.from([0x89])))).toBe(false);
    expect(await isText(answer("text/html", Buffer.from("zipped"), "gzip"))).toBe(false);
  });
});

type BodyInit = ConstructorParameters<typeof Response>[0];
