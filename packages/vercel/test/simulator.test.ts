import { http, text } from "onefn";
import { findWire, type HttpOptions } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import type { VercelContext } from "../src/platform.js";
import { createSimulator, inProcess } from "../src/simulator/index.js";

type Handler = (request: Request) => Response | Promise<Response>;

/** A handler that was written by hand for Vercel, without onefn. */
async function deploy(handler: Handler, trigger = "node", options: HttpOptions = {}) {
  const adapted = { fetch: async (request: Request) => handler(request) };
  return findWire(createSimulator(inProcess(() => adapted)), "http", trigger).deploy(
    () => http(() => text("")),
    options,
  );
}

const request = (init: RequestInit = {}) => new Request("https://shop.example/a?b=1", init);

describe("Vercel's proxy", () => {
  it("writes who connected, whatever the client says", async () => {
    const deployment = await deploy(({ headers, url }) => Response.json([url, ...headers]));
    const headers = {
      "x-real-ip": "10.6.6.6",
      "x-forwarded-for": "10.6.6.6",
      "x-vercel-id": "forged",
      "x-own": "1",
    };
    const seen = await (await deployment.send(request({ headers }), { ip: "198.51.100.9" })).json();
    expect(seen).toEqual(
      expect.arrayContaining([
        "https://shop.example/a?b=1",
        ["x-real-ip", "198.51.100.9"],
        ["x-forwarded-for", "198.51.100.9"],
        ["x-forwarded-host", "shop.example"],
        ["x-forwarded-proto", "https"],
        ["x-vercel-id", expect.stringMatching(/^fra1::iad1::\w{5}-\d{13}-[\da-f]{12}$/)],
        ["x-own", "1"],
      ]),
    );
  });

  it("has no deployment of another host", async () => {
    const deployment = await deploy(() => new Response());
    const answers = [
      await deployment.send(request(), { target: "http://evil.example/" }),
      await deployment.send(request(), { rawHeaders: [["Host", "evil.example"]] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.headers.get("x-vercel-error")).toBe("DEPLOYMENT_NOT_FOUND");
  });

  it("takes 4.5 MB and no more", async () => {
    const deployment = await deploy(
      async (each) => new Response(String((await each.arrayBuffer()).byteLength)),
    );
    const send = (size: number) => deployment.send(request({ method: "POST", body: new Uint8Array(size) }));
    const limit = 4.5 * 1024 * 1024;
    expect(await (await send(limit)).text()).toBe(String(limit));
    expect((await send(limit + 1)).status).toBe(413);
  });

  it.each([
    ["throws", 500, "FUNCTION_INVOCATION_FAILED", () => Promise.reject(new Error("secret"))],
    ["returns nothing", 500, "FUNCTION_INVOCATION_FAILED", () => undefined as never],
    ["hangs", 504, "FUNCTION_INVOCATION_TIMEOUT", () => new Promise<never>(() => {})],
  ] as const)("answers for a function that %s", async (_, status, code, handler) => {
    const deployment = await deploy(handler, "node", { timeout: 100 });
    const response = await deployment.send(request());
    expect([response.status, response.headers.get("x-vercel-error")]).toEqual([status, code]);
    expect(await response.text()).not.toContain("secret");
  });
});

describe("the launchers", () => {
  it("of Node.js knows seven methods, that of the Edge runtime any", async () => {
    const echo: Handler = ({ method }) => new Response(method);
    const answer = async (trigger: string) =>
      (await (await deploy(echo, trigger)).send(request({ method: "PROPFIND" }))).status;
    expect([await answer("node"), await answer("edge")]).toEqual([405, 200]);
  });

  it("of Node.js lets a target name another host", async () => {
    const url: Handler = (each) => new Response(each.url);
    const target = "//evil.example/x";
    const answer = async (trigger: string) =>
      (await (await deploy(url, trigger)).send(request(), { target })).text();
    expect(await answer("node")).toBe("https://evil.example/x");
    expect(await answer("edge")).toBe("https://shop.example//evil.example/x");
  });

  it("hand out a waitUntil that needs its this, and a deadline to Node.js alone", async () => {
    interface Played {
      readonly deadline?: string;
      waitUntil(promise: Promise<unknown>): void;
    }
    const holders = globalThis as unknown as Record<symbol, { get(): Played }>;
    const context = () => holders[Symbol.for("@vercel/request-context")]?.get() as Played;
    const unbound: Handler = () => {
      const { deadline, waitUntil } = context();
      expect(() => waitUntil(Promise.resolve())).toThrow(TypeError);
      return new Response(deadline ?? "none");
    };
    const answer = async (trigger: string) => (await (await deploy(unbound, trigger)).send(request())).text();
    expect(Date.parse(await answer("node"))).toBeGreaterThan(Date.now());
    expect(await answer("edge")).toBe("none");
  });

  it.each(["node", "edge"])("survive work of %s functions that fails after the answer", async (trigger) => {
    const holders = globalThis as unknown as Record<symbol, { get(): VercelContext }>;
    const working: Handler = () => {
      const context = holders[Symbol.for("@vercel/request-context")]?.get();
      context?.waitUntil?.(Promise.reject(new Error("too late")));
      return new Response("ok");
    };
    // An unhandled rejection fails the test.
    expect(await (await (await deploy(working, trigger)).send(request())).text()).toBe("ok");
  });

  it.each([
    ["node", true],
    ["edge", false],
  ])("tell %s functions that a client has gone: %s", async (trigger, told) => {
    const client = new AbortController();
    let signal: AbortSignal | undefined;
    const deployment = await deploy((each) => {
      signal = each.signal;
      setImmediate(() => client.abort());
      return new Promise<Response>(() => {});
    }, trigger);
    const answer = deployment.send(request({ signal: client.signal }));
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    expect(signal?.aborted).toBe(told);
  });
});
