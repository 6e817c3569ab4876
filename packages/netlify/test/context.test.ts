import { type HttpContext, http, text } from "onefn";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt, isNetlify, type NetlifyContext } from "../src/index.js";

/** What a context says for a native context of Netlify's. */
async function seen<T>(look: (context: HttpContext) => T, context?: NetlifyContext): Promise<T> {
  const got: T[] = [];
  const fn = http((_, own) => {
    got.push(look(own));
    return text("");
  });
  await adapt(fn)(new Request("https://shop.example/"), context);
  return got[0] as T;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("the context is Netlify's, by its words", async () => {
  const native: NetlifyContext = {
    ip: "198.51.100.9",
    requestId: "01HXYZ",
    server: { region: "us-east-2" },
    geo: {
      city: "Köln",
      country: { code: "DE" },
      subdivision: { code: "NW" },
      latitude: 50.9,
      longitude: 6.9,
    },
  };
  const look = ({ client, requestId, region }: HttpContext) => ({ client, requestId, region });
  expect(await seen(look, native)).toEqual({
    client: {
      ip: "198.51.100.9",
      geo: { country: "DE", region: "NW", city: "Köln", latitude: 50.9, longitude: 6.9 },
    },
    requestId: "01HXYZ",
    region: "us-east-2",
  });
});

it.each([undefined, {}, { ip: "", requestId: "", geo: {}, server: {} }])(
  "what Netlify does not tell is not made up: %j",
  async (native) => {
    const { client, requestId, region } = await seen(
      ({ client, requestId, region }) => ({ client, requestId, region }),
      native,
    );
    expect([client, region]).toEqual([{ ip: undefined, geo: undefined }, undefined]);
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
  },
);

it("the platform has the request and the context, with deploy and site", async () => {
  const native = { deploy: { id: "d1", published: true }, site: { id: "s1" } };
  const deploy = await seen(
    (context) => isNetlify(context) && context.platform.wire === "fetch" && context.platform.context.deploy,
    native,
  );
  expect(deploy).toBe(native.deploy);
});

describe("auth", () => {
  const auth = () => seen(({ auth }) => auth);

  it("is the user of Netlify Identity, and nothing else of its context", async () => {
    const user = { sub: "u1", email: "ada@example.com" };
    vi.stubGlobal("netlifyIdentityContext", { url: "https://x", token: "an administrator's", user });
    expect(await auth()).toEqual({ type: "netlify-identity", subject: "u1", claims: user });
  });

  it.each([null, {}, { token: "an administrator's" }, { user: "ada" }, { user: null }])(
    "is nobody for an identity context of %j",
    async (context) => {
      vi.stubGlobal("netlifyIdentityContext", context);
      expect(await auth()).toBeUndefined();
    },
  );
});

it("on Deno, variables are those of Netlify.env", async () => {
  vi.stubGlobal("Deno", {});
  vi.stubGlobal("Netlify", { env: { toObject: () => ({ KEY: "value" }) } });
  expect(await seen(({ env }) => env)).toEqual({ KEY: "value" });
});

it("without a waitUntil of Netlify's, work is awaited before the answer", async () => {
  let done = false;
  const fn = http((_, context) => {
    context.waitUntil(
      new Promise((go) => setImmediate(go)).then(() => {
        done = true;
      }),
    );
    return text("");
  });
  await adapt(fn)(new Request("https://shop.example/"));
  expect(done).toBe(true);
});

it("an event in the style of AWS Lambda is told apart, loudly", async () => {
  const event = { rawUrl: "https://shop.example/", httpMethod: "GET", headers: {} };
  await expect(adapt(http({ name: "hello" }, () => text("")))(event as never)).rejects.toMatchObject({
    code: "ONEFN_UNKNOWN_EVENT",
  });
});

it("a log line is JSON by the method of its level", async () => {
  const write = vi.spyOn(console, "warn").mockImplementation(() => {});
  await seen(({ log }) => log.warn("odd", { count: 1 }), { requestId: "01HXYZ" });
  expect(JSON.parse(write.mock.calls[0]?.[0])).toMatchObject({
    level: "warn",
    message: "odd",
    count: 1,
    requestId: "01HXYZ",
  });
});
