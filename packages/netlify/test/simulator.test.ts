import { http, text } from "onefn";
import { findWire, type HttpOptions } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { createSimulator, inProcess } from "../src/simulator/index.js";

type Written = (...args: readonly never[]) => unknown;

/** A handler that was written by hand for Netlify, without onefn. */
async function deploy(trigger: string, handler: Written, options: HttpOptions = {}) {
  const given = async (...args: readonly unknown[]) => handler(...(args as never[]));
  const host = inProcess({ adapt: () => given as never, adaptV1: () => given as never });
  return findWire(createSimulator(host), "http", trigger).deploy(() => http(() => text("")), options);
}

const TRIGGERS = ["functions", "edge-functions", "functions-v1"];
const FETCH = ["functions", "edge-functions"];
const request = (init: RequestInit = {}) => new Request("https://shop.example/a?b=1", init);

interface Context {
  readonly ip: string;
  readonly requestId: string;
  readonly geo: { readonly city?: string };
  readonly site: { readonly name?: string };
  waitUntil(promise: Promise<unknown>): void;
}

describe("Netlify's network", () => {
  it.each(FETCH)("tells %s who connected, whatever the client says", async (trigger) => {
    const deployment = await deploy(trigger, ({ url }: Request, { ip, requestId, geo, site }: Context) =>
      Response.json([url, ip, requestId, geo.city, site.name]),
    );
    const headers = {
      "x-nf-client-connection-ip": "10.6.6.6",
      "x-nf-request-id": "forged",
      "x-nf-geo": "forged",
    };
    const seen = await (await deployment.send(request({ headers }), { ip: "198.51.100.9" })).json();
    expect(seen).toEqual([
      "https://shop.example/a?b=1",
      "198.51.100.9",
      expect.stringMatching(/^[\dA-Z]{26}$/),
      "Frankfurt am Main",
      "simulated",
    ]);
  });

  it.each(FETCH)("says to %s who is signed in, and keeps the client from saying so", async (trigger) => {
    const deployment = await deploy(trigger, () => {
      const { netlifyIdentityContext } = globalThis as {
        netlifyIdentityContext?: { user?: { sub?: string } };
      };
      return new Response(netlifyIdentityContext?.user?.sub ?? "nobody");
    });
    const forged = btoa(JSON.stringify({ user: { sub: "evil" } }));
    const headers = { "x-nf-identity-info": forged };
    expect(await (await deployment.send(request({ headers }))).text()).toBe("nobody");
    const auth = { type: "netlify-identity", subject: "u1", claims: { sub: "u1" } };
    expect(await (await deployment.send(request(), { auth })).text()).toBe("u1");
  });

  it.each(TRIGGERS)("has no site of another host for %s", async (trigger) => {
    const deployment = await deploy(trigger, () => new Response());
    const answers = [
      await deployment.send(request(), { target: "http://evil.example/" }),
      await deployment.send(request(), { rawHeaders: [["Host", "evil.example"]] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it.each(FETCH)("survives work of %s that fails after the answer", async (trigger) => {
    const deployment = await deploy(trigger, (_: Request, context: Context) => {
      context.waitUntil(Promise.reject(new Error("too late")));
      return new Response("ok");
    });
    // An unhandled rejection fails the test.
    expect(await (await deployment.send(request())).text()).toBe("ok");
  });

  it.each(TRIGGERS)("answers for %s that fail", async (trigger) => {
    const statusOf = async (handler: Written) =>
      (await (await deploy(trigger, handler, { timeout: 50 })).send(request())).status;
    expect(await statusOf(() => Promise.reject(new Error("secret")))).toBe(502);
    expect(await statusOf(() => "a string")).toBe(502);
    expect(await statusOf(() => new Promise(() => {}))).toBe(504);
  });
});

describe("an event", () => {
  it("has what Netlify documents, in single values and in lists", async () => {
    const deployment = await deploy("functions-v1", (event: object) => ({
      statusCode: 200,
      body: JSON.stringify(event),
    }));
    const response = await deployment.send(request({ method: "POST", body: "x" }), {
      target: "/a%2Fb?q=1&q=2",
      rawHeaders: [
        ["X-List", "1"],
        ["x-list", "2"],
      ],
    });
    expect(await response.json()).toMatchObject({
      path: "/a%2Fb",
      rawUrl: "https://shop.example/a%2Fb?q=1&q=2",
      rawQuery: "q=1&q=2",
      httpMethod: "POST",
      headers: { "x-list": "1, 2", host: "shop.example" },
      multiValueHeaders: { "x-list": ["1", "2"] },
      queryStringParameters: { q: "1, 2" },
      multiValueQueryStringParameters: { q: ["1", "2"] },
      body: "x",
      isBase64Encoded: false,
    });
  });

  it("carries bytes in base64", async () => {
    const deployment = await deploy(
      "functions-v1",
      ({ body, isBase64Encoded }: { body: string; isBase64Encoded: boolean }) => ({
        statusCode: 200,
        body,
        isBase64Encoded,
      }),
    );
    const body = Uint8Array.of(0xff, 0x00, 0xfe);
    const response = await deployment.send(request({ method: "POST", body }));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
  });

  it.each(["functions", "functions-v1"])("of over 6 MB does not reach %s", async (trigger) => {
    const deployment = await deploy(trigger, () => new Response());
    const body = new Uint8Array(5_000_000);
    expect((await deployment.send(request({ method: "POST", body }))).status).toBe(502);
  });
});

it.each([
  { headers: {} },
  { statusCode: "200" },
  { statusCode: 200, body: { a: 1 } },
  { statusCode: 200, headers: { a: ["1"] } },
  { statusCode: 200, multiValueHeaders: { a: "1" } },
  { statusCode: 200, body: "x".repeat(6_291_556) },
])("a result that Netlify does not understand is a 502", async (result) => {
  const deployment = await deploy("functions-v1", () => result);
  expect((await deployment.send(request())).status).toBe(502);
});

it("Lambda does not tell a function that its client has gone, and Deno does", async () => {
  const told: boolean[] = [];
  for (const trigger of FETCH) {
    const client = new AbortController();
    let signal: AbortSignal | undefined;
    const deployment = await deploy(trigger, (each: Request) => {
      signal = each.signal;
      setImmediate(() => client.abort());
      return new Promise(() => {});
    });
    await expect(deployment.send(request({ signal: client.signal }))).rejects.toMatchObject({
      name: "AbortError",
    });
    told.push(signal?.aborted === true);
  }
  expect(told).toEqual([false, true]);
});
