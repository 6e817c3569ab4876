import { http, json, text } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";

const urlOf = http((request) => text(request.url));

async function urlSeen(url: string, headers: Record<string, string>): Promise<string> {
  return (await adapt(urlOf).fetch(new Request(url, { headers }))).text();
}

describe("the URL", () => {
  it.each([
    ["https://shop.example/a?b", { "x-forwarded-host": "shop.example" }, "https://shop.example/a?b"],
    ["https://shop.example/a", { host: "Shop.Example" }, "https://shop.example/a"],
    ["http://localhost:3000/a", { host: "localhost:3000" }, "http://localhost:3000/a"],
    ["https://shop.example/", { host: "shop.example:443" }, "https://shop.example/"],
    ["https://shop.example/a", {}, "https://shop.example/a"],
  ])("%s stays as it is with %j", async (url, headers, expected) => {
    expect(await urlSeen(url, headers)).toBe(expected);
  });

  it("is not led astray by a target that begins with two slashes", async () => {
    const headers = { "x-forwarded-host": "shop.example" };
    expect(await urlSeen("https://evil.example/steal?a=1", headers)).toBe(
      "https://shop.example//evil.example/steal?a=1",
    );
  });

  it("of a host that is none is a 400", async () => {
    const lines: string[] = [];
    const { fetch } = adapt(urlOf, { log: (line) => void lines.push(line) });
    const response = await fetch(new Request("https://shop.example/", { headers: { host: "a b" } }));
    expect([response.status, await response.text()]).toEqual([400, "Bad Request"]);
    expect(lines[0]).toContain("ONEFN_MALFORMED_EVENT");
  });
});

describe("the request", () => {
  const same = (request: Request) => http((own) => json(own === request));

  it("is Vercel's own where no deadline is known", async () => {
    const request = new Request("https://shop.example/", {
      method: "POST",
      body: "x",
      headers: { "content-length": "1" },
    });
    expect(await (await adapt(same(request)).fetch(request)).json()).toBe(true);
  });

  it("has the deadline in its signal where one is, and Vercel's own has not", async () => {
    const request = new Request("https://shop.example/", { method: "POST", body: "kept" });
    const fn = http(async (own) => {
      const { signal } = own;
      await new Promise((fired) => signal.addEventListener("abort", fired));
      return json([signal.reason.name, await own.text(), own instanceof Request]);
    });
    const deadline = new Date(Date.now() + 60).toISOString();
    const response = await adapt(fn, { margin: 40 }).fetch(request, { waitUntil: () => {}, deadline });
    expect(await response.json()).toEqual(["TimeoutError", "kept", true]);
    expect(request.signal.aborted).toBe(false);
  });

  it("of a Node.js handler is none, and says so loudly", async () => {
    const { fetch } = adapt(http({ name: "hello" }, () => text("")));
    const nodeRequest = { method: "GET", url: "/", headers: { host: "shop.example" } };
    await expect(fetch(nodeRequest as never)).rejects.toMatchObject({
      code: "ONEFN_UNKNOWN_EVENT",
      message: expect.stringContaining('function "hello"'),
    });
  });
});
