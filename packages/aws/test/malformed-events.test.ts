import { http, json, text } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { events } from "./events.js";

interface Result {
  readonly body: string;
}

const lines: string[] = [];
const run = (fn: Parameters<typeof adapt>[0], event: unknown) =>
  adapt(fn, { log: (line) => lines.push(line) })(event) as Promise<Result>;

const see = http((request) => json({ url: request.url, headers: [...request.headers] }));

describe("half a character", () => {
  it.each([
    ["a path", events.apiGatewayV2({ rawPath: "/\ud800" })],
    ["a raw query", events.functionUrl({ rawQueryString: "a=\ud800" })],
    ["a value of the query", events.apiGatewayV1({ multiValueQueryStringParameters: { a: ["\ud800"] } })],
    ["a key of the query", events.alb({ queryStringParameters: { "\ud800": "" } })],
  ])("in %s is the client's mistake, also for functions that take every path", async (_, event) => {
    expect(await run(see, event)).toMatchObject({ statusCode: 400, body: "Bad Request" });
    expect(lines.at(-1)).toContain("ONEFN_MALFORMED_EVENT");
  });
});

describe("an event with members of other types", () => {
  const echo = http(async (request) => text(await request.text()));
  const post = { http: { method: "POST" } };

  it.each([
    ["a number", 5],
    ["an object", { a: 1 }],
    ["a list", ["a"]],
    ["true", true],
  ])("is refused aloud where the body is %s", async (_, body) => {
    for (const isBase64Encoded of [false, true]) {
      const result = await run(echo, events.apiGatewayV2({ body, isBase64Encoded }, post));
      expect(result).toMatchObject({ statusCode: 400, body: "Bad Request" });
      expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ code: "ONEFN_MALFORMED_EVENT", level: "WARN" });
    }
  });

  it("has no cookies, no query and no CloudFront settings where they are none", async () => {
    const event = events.apiGatewayV2({ cookies: "a=1", rawQueryString: { a: 1 } });
    const { url, headers } = JSON.parse((await run(see, event)).body);
    expect(headers).not.toContainEqual(["cookie", "a=1"]);
    expect(url).not.toContain("?");
    const request = events.edge().Records[0]?.cf.request;
    expect(await run(see, { Records: [{ cf: { request } }] })).toMatchObject({ status: "200" });
  });
});
