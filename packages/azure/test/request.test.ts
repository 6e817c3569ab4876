import { http, json } from "onefn";
import { describe, expect, it } from "vitest";
import { invoke, see } from "./support/invoking.js";

describe("the URL", () => {
  const url = (path: string, options = {}, headers = {}) =>
    see((_, request) => request.url, { options, request: { url: `https://shop.example${path}`, headers } });

  it("has the route prefix, unless it is given as basePath", async () => {
    expect(await url("/api/a%2Fb?x=1&x=2")).toBe("https://shop.example/api/a%2Fb?x=1&x=2");
    expect(await url("/api/a%2Fb?x=1&x=2", { basePath: "/api" })).toBe("https://shop.example/a%2Fb?x=1&x=2");
    expect(await url("/api", { basePath: "/api" })).toBe("https://shop.example/");
    expect(await url("/apis/a", { basePath: "/api" })).toBe("https://shop.example/apis/a");
  });

  it("has the host that a proxy of one's own names, and no other", async () => {
    const forwarded = { "x-forwarded-host": "www.example" };
    expect(await url("/a", {}, forwarded)).toBe("https://shop.example/a");
    expect(await url("/a", { trustedProxies: 1 }, forwarded)).toBe("https://www.example/a");
    expect(await url("/a", { trustedProxies: 1 }, { "x-forwarded-host": "user@evil/" })).toBe(
      "https://shop.example/a",
    );
  });
});

describe("the request", () => {
  it("is one of the Fetch standard, which the library's is not", async () => {
    expect(
      await see((_, request) => [
        request instanceof Request,
        request.signal instanceof AbortSignal,
        request.headers.get("X-A"),
      ]),
    ).toEqual([true, true, null]);
  });

  const measure = http({ bodyLimit: 4 }, async (request) =>
    json([...new Uint8Array(await request.arrayBuffer())]),
  );
  const post = (body: Uint8Array, headers: Record<string, string> = {}) =>
    invoke(measure, { request: { method: "POST", body: { bytes: body }, headers } });

  it("has its bytes, and is refused when there are too many, announced or not", async () => {
    const bytes = Uint8Array.of(0xff, 0, 0xc3, 0x28);
    expect(await (await post(bytes, { "content-length": "4" })).response.json()).toEqual([...bytes]);
    expect(await (await post(bytes)).response.json()).toEqual([...bytes]);
    expect((await post(new Uint8Array(5), { "content-length": "5" })).response.status).toBe(413);
    expect((await post(new Uint8Array(5))).response.status).toBe(413);
  });
});
