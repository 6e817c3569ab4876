import { http, json } from "onefn";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt } from "../src/index.js";
import { isCloudflare } from "../src/platform.js";
import { requestWith, run, see, TestContext } from "./workers.js";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the context", () => {
  it("has Cloudflare's ray as request id, and its data center as region", async () => {
    const request = requestWith({ colo: "FRA" }, { "cf-ray": "7d5c2b1a4e3f6a90-FRA" });
    const seen = await see(({ requestId, region, runtime }) => ({ requestId, region, runtime }), request);
    expect(seen).toEqual({ requestId: "7d5c2b1a4e3f6a90-FRA", region: "FRA", runtime: "workerd" });
  });

  it("makes up a request id where the runtime runs without Cloudflare's network", async () => {
    expect(await see(({ requestId }) => requestId, requestWith(undefined))).toMatch(/^[\da-f-]{36}$/);
  });

  it("has the Worker's bindings, those that are no text included", async () => {
    const env = { API_KEY: "k", KV: { get: async () => "from KV" } };
    const fn = http(async (_, context) => {
      if (!isCloudflare<typeof env>(context)) return json(null);
      return json([context.env.API_KEY, await context.platform.env.KV.get()]);
    });
    const response = await run(fn, requestWith(undefined), { env });
    expect(await response.json()).toEqual(["k", "from KV"]);
  });

  it("locates the client by what the network says of it", async () => {
    const cf = {
      country: "DE",
      regionCode: "HE",
      city: "Frankfurt am Main",
      latitude: "50.11090",
      longitude: "8.68213",
      timezone: "Europe/Berlin",
    };
    const request = requestWith(cf, { "cf-connecting-ip": "2001:db8::7" });
    expect(await see(({ client }) => client, request)).toEqual({
      ip: "2001:db8::7",
      geo: {
        country: "DE",
        region: "HE",
        city: "Frankfurt am Main",
        latitude: 50.1109,
        longitude: 8.68213,
        timezone: "Europe/Berlin",
      },
    });
  });

  it.each([undefined, {}, { country: "T1" }, { city: "" }])("locates nobody by %j", async (cf) => {
    expect(await see(({ client }) => client.geo ?? "nowhere", requestWith(cf))).toBe("nowhere");
  });

  it("hands work to ctx.waitUntil, and never a promise that rejects", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const ctx = new TestContext();
    const fn = http((_, context) => {
      context.waitUntil(Promise.reject(new Error("lost")));
      return json({});
    });
    await run(fn, requestWith(undefined), { ctx });
    expect(ctx.work).toHaveLength(1);
    await expect(ctx.work[0]).resolves.toBeUndefined();
  });

  it("awaits that work where fetch was called without ctx", async () => {
    const done: string[] = [];
    const fn = http((_, context) => {
      context.waitUntil(Promise.resolve().then(() => done.push("work")));
      return json({});
    });
    await adapt(fn).fetch(requestWith(undefined));
    expect(done).toEqual(["work"]);
  });

  it("writes log lines by the console's method of their level", async () => {
    const written = vi.spyOn(console, "warn").mockImplementation(() => {});
    const fn = http({ name: "shop" }, (_, { log }) => {
      log.warn("low stock", { sku: "a" });
      return json({});
    });
    await run(fn, requestWith(undefined, { "cf-ray": "7d5c2b1a4e3f6a90-FRA" }));
    expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toMatchObject({
      level: "warn",
      message: "low stock",
      sku: "a",
      function: "shop",
      requestId: "7d5c2b1a4e3f6a90-FRA",
    });
  });
});
