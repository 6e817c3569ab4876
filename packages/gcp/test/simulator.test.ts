import { http, json } from "onefn";
import { findWire, type HttpDeployment, type HttpOptions } from "onefn/simulator";
import { expect, onTestFinished, test } from "vitest";
import { simulator } from "../src/simulator/index.js";

const headersOf = http((request) => json(Object.fromEntries(request.headers)));

async function deploy(load = () => headersOf, options: HttpOptions = {}): Promise<HttpDeployment> {
  const deployment = await findWire(simulator, "http", "http").deploy(load, options);
  onTestFinished(() => deployment.close());
  return deployment;
}

async function sent(headers: Record<string, string>): Promise<Record<string, string>> {
  const deployment = await deploy();
  const response = await deployment.send(new Request("http://shop.example/", { headers }), {
    ip: "198.51.100.4",
  });
  return response.json() as Promise<Record<string, string>>;
}

test("the front end appends the client's address and says that it came by https", async () => {
  const seen = await sent({ "x-forwarded-for": "10.6.6.6", "x-forwarded-proto": "gopher" });
  expect(seen["x-forwarded-for"]).toBe("10.6.6.6,198.51.100.4");
  expect(seen["x-forwarded-proto"]).toBe("https");
});

test("the front end goes on with the client's trace by a span of its own, in both notations", async () => {
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const seen = await sent({ traceparent: `00-${traceId}-b7ad6b7169203331-01` });
  const [, id, span] = seen.traceparent?.split("-") ?? [];
  expect([id, span === "b7ad6b7169203331"]).toEqual([traceId, false]);
  expect(seen["x-cloud-trace-context"]).toBe(`${traceId}/${BigInt(`0x${span}`)};o=1`);
});

test("Identity-Aware Proxy takes off what a client writes in its place", async () => {
  const seen = await sent({ "x-goog-iap-jwt-assertion": "evil", "x-goog-authenticated-user-email": "evil" });
  expect(Object.keys(seen).filter((name) => name.startsWith("x-goog"))).toEqual([]);
});

test("what the framework answers by itself, the client gets", async () => {
  const deployment = await deploy();
  expect((await deployment.send(new Request("http://shop.example/favicon.ico"))).status).toBe(404);
  const broken = { method: "POST", body: "{", headers: { "content-type": "application/json" } };
  expect((await deployment.send(new Request("http://shop.example/", broken))).status).toBe(400);
});

test("functions are looked up before every call, and the tap sees each", async () => {
  let fn = headersOf;
  const seen: unknown[] = [];
  const deployment = await deploy(() => fn, { tap: (exchange) => void seen.push(exchange) });
  await deployment.send(new Request("http://h/a"));
  fn = http(() => json("other", { status: 201 }));
  expect((await deployment.send(new Request("http://h/b"))).status).toBe(201);
  expect(seen[1]).toMatchObject({
    trigger: "http",
    nativeEvent: { target: "/b" },
    nativeResult: { status: 201 },
  });
});
