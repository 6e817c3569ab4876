import { request as open } from "node:http";
import { http, text } from "onefn";
import { describe, expect, test } from "vitest";
import { mirror, rawClient, running } from "./support/running.js";

/** The JSON body of the only response on a connection that is then closed. */
async function ask(url: string, ...head: string[]): Promise<Record<string, unknown>> {
  const client = rawClient(url);
  client.write(...head, "Connection: close", "", "");
  const answer = await client.closed();
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  return JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")));
}

describe("the URL", () => {
  test.each([
    ["/a%2Fb//c?x=1&x=%20&y", "http://example.com/a%2Fb//c?x=1&x=%20&y"],
    ["//evil.example/path", "http://example.com//evil.example/path"],
    ["http://evil.example/path?q=1", "http://example.com/path?q=1"],
    ["http://user:secret@evil.example", "http://example.com/"],
    ["/open/..\\%2e%2e/admin?/../b", "http://example.com/admin?/../b"],
  ])("of target %s", async (target, url) => {
    const { url: server } = await running(mirror);
    expect((await ask(server, `GET ${target} HTTP/1.1`, "Host: example.com")).url).toBe(url);
  });

  test("of OPTIONS * is a path", async () => {
    const { url } = await running(mirror);
    expect((await ask(url, "OPTIONS * HTTP/1.1", "Host: example.com")).url).toBe("http://example.com/*");
  });

  test("has no origin from a Host header that is none", async () => {
    const { url } = await running(mirror);
    expect((await ask(url, "GET /x HTTP/1.1", "Host: user@evil.example/y")).url).toBe("http://localhost/x");
  });

  test("is cut by basePath at a segment's border", async () => {
    const { url } = await running(mirror, { basePath: "/shop" });
    expect((await ask(url, "GET /shop?x=1 HTTP/1.1", "Host: h")).url).toBe("http://h/?x=1");
    expect((await ask(url, "GET /shop/cart HTTP/1.1", "Host: h")).url).toBe("http://h/cart");
    expect((await ask(url, "GET /shopping HTTP/1.1", "Host: h")).url).toBe("http://h/shopping");
  });
});

describe("proxies", () => {
  const forwarded = [
    "Host: internal:8080",
    "X-Forwarded-Host: shop.example",
    "X-Forwarded-Proto: https",
    "X-Forwarded-For: 198.51.100.66, 203.0.113.9",
    "X-Request-Id: edge-1",
  ];

  test("are believed by nobody unless told", async () => {
    const { url } = await running(mirror);
    const seen = await ask(url, "GET / HTTP/1.1", ...forwarded);
    expect(seen.url).toBe("http://internal:8080/");
    expect(seen.ip).toBe("127.0.0.1");
    expect(seen.requestId).toMatch(/^[\da-f-]{36}$/);
  });

  test("are believed as far as they are one's own", async () => {
    const { url } = await running(mirror, { trustedProxies: 1 });
    const seen = await ask(url, "GET / HTTP/1.1", ...forwarded);
    expect(seen).toMatchObject({ url: "https://shop.example/", ip: "203.0.113.9", requestId: "edge-1" });
  });

  test("cannot be played by a client that names the proxy's own address", async () => {
    const { url } = await running(mirror, { trustedProxies: 1 });
    const seen = await ask(url, "GET / HTTP/1.1", "Host: h", "X-Forwarded-For: 127.0.0.1, 203.0.113.9");
    expect(seen.ip).toBe("203.0.113.9");
  });

  test("hand over no request id that would break a log line or a header", async () => {
    const { url } = await running(mirror, { trustedProxies: 1 });
    const seen = await ask(url, "GET / HTTP/1.1", "Host: h", `X-Request-Id: ${"x".repeat(500)}`);
    expect(seen.requestId).toMatch(/^[\da-f-]{36}$/);
  });
});

test("repeated headers are joined, also those that node:http would drop", async () => {
  const { url } = await running(
    http((request) => text(`${request.headers.get("authorization")}|${request.headers.get("cookie")}`)),
  );
  const client = rawClient(url);
  client.write(
    "GET / HTTP/1.1",
    "Host: h",
    "Authorization: a",
    "Cookie: x=1",
    "Authorization: b",
    "Cookie: y=2",
    "",
    "",
  );
  expect(await client.until("y=2")).toContain("a, b|x=1; y=2");
});

test("headers with names of objects' own members are headers", async () => {
  const { url } = await running(
    http((request) => text(`${request.headers.get("__proto__")} ${request.headers.get("constructor")} done`)),
  );
  const client = rawClient(url);
  client.write("GET / HTTP/1.1", "Host: h", "__proto__: p", "", "");
  expect(await client.until("done")).toContain("p null done");
});

test("the trace comes from traceparent", async () => {
  const { url } = await running(mirror);
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const seen = await ask(url, "GET / HTTP/1.1", "Host: h", `traceparent: ${traceparent}`);
  expect(seen.trace).toMatchObject({ traceparent, sampled: true });
});

test("pipelined requests are answered in order", async () => {
  const { url } = await running(http((request) => text(`[${new URL(request.url).pathname}]`)));
  const client = rawClient(url);
  client.write("GET /1 HTTP/1.1", "Host: h", "", "GET /2 HTTP/1.1", "Host: h", "", "");
  const answer = await client.until("[/2]");
  expect(answer.indexOf("[/1]")).toBeLessThan(answer.indexOf("[/2]"));
});

test("bytes that are no HTTP are answered 400, and the server goes on", async () => {
  const { url } = await running(mirror);
  const client = rawClient(url);
  client.write("\u0016\u0003\u0001 what", "", "");
  expect(await client.closed()).toMatch(/^HTTP\/1.1 400 /);
  expect((await fetch(url)).status).toBe(200);
});

test("a request that a Fetch Request could not hold is served all the same", async () => {
  const { url } = await running(http((request) => text(request.method)));
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    open(url, { method: "PROPFIND" }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect(answer).toBe(200);
});
