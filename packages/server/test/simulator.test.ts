import { http, json, stream, text } from "onefn";
import { findWire, type HttpWire } from "onefn/simulator";
import { expect, onTestFinished, test } from "vitest";
import type { NodePlatform } from "../src/platform.js";
import { simulator } from "../src/simulator/index.js";
import { gate, mirror } from "./support/running.js";

async function deploy(...args: Parameters<HttpWire["deploy"]>) {
  const deployment = await findWire(simulator, "http", "node").deploy(...args);
  onTestFinished(() => deployment.close());
  return deployment;
}

test("a request goes over a real connection, from the caller's address", async () => {
  const deployment = await deploy(() => mirror);
  const request = new Request("http://shop.example/a%2Fb?x=1&x=2", { method: "POST", body: "hi" });
  const response = await deployment.send(request, { ip: "198.51.100.4" });
  expect(await response.json()).toMatchObject({
    url: "http://shop.example/a%2Fb?x=1&x=2",
    method: "POST",
    body: "hi",
    ip: "198.51.100.4",
  });
});

test("concurrent callers keep their addresses", async () => {
  const deployment = await deploy(() => mirror);
  const ips = Array.from({ length: 20 }, (_, index) => `192.0.2.${index}`);
  const seen = await Promise.all(
    ips.map(async (ip) => (await deployment.send(new Request("http://h/"), { ip })).json()),
  );
  expect(seen.map((each) => (each as { ip: string }).ip)).toEqual(ips);
});

test("targets and header lines are sent as they are written", async () => {
  const deployment = await deploy(() =>
    http(({ headers }, { platform }) =>
      json([(platform as NodePlatform).request.url, [...headers].filter(([name]) => name.startsWith("x-"))]),
    ),
  );
  const response = await deployment.send(new Request("http://h/"), {
    target: "//evil.example/../x",
    rawHeaders: [
      ["X-A", "1"],
      ["x-a", "2"],
      ["X-B", "snow ☃"],
    ],
  });
  const [target, headers] = (await response.json()) as [string, unknown];
  expect(target).toBe("//evil.example/../x");
  expect(headers).toEqual([
    ["x-a", "1, 2"],
    ["x-b", Buffer.from("snow ☃").toString("latin1")],
  ]);
});

test("a streamed body goes out in chunks, a whole one with its length", async () => {
  const deployment = await deploy(() =>
    http(async (request) =>
      json([
        request.headers.get("transfer-encoding"),
        request.headers.get("content-length"),
        await request.text(),
      ]),
    ),
  );
  const post = async (body: string | ReadableStream<Uint8Array>) => {
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    return (await deployment.send(new Request("http://h/", init))).json();
  };
  const chunks = ReadableStream.from([Buffer.from("a"), Buffer.from("b")]) as ReadableStream<Uint8Array>;
  expect(await post("ab")).toEqual([null, "2", "ab"]);
  expect(await post(chunks)).toEqual(["chunked", null, "ab"]);
});

test("aborting disconnects", async () => {
  const controller = new AbortController();
  const gone = gate();
  const deployment = await deploy(() =>
    http((_, context) => {
      context.signal.addEventListener("abort", gone.open);
      setImmediate(() => controller.abort());
      return gone.opened.then(() => text(""));
    }),
  );
  const response = deployment.send(new Request("http://h/", { signal: controller.signal }));
  await expect(response).rejects.toMatchObject({ name: "AbortError" });
  await gone.opened;
});

test("a body that breaks off is an error to its reader", async () => {
  const deployment = await deploy(() =>
    http(() =>
      stream(async function* () {
        yield "some";
        throw new Error("gone");
      }),
    ),
  );
  const response = await deployment.send(new Request("http://h/"));
  await expect(response.text()).rejects.toThrow();
  expect(deployment.lines.map((line) => JSON.parse(line).code)).toEqual(["ONEFN_STREAM_FAILED"]);
});

test("a function is looked up before every call, and the tap sees the exchange", async () => {
  let fn = http(() => text("before"));
  const exchanges: unknown[] = [];
  const deployment = await deploy(() => fn, { tap: (exchange) => void exchanges.push(exchange) });
  const ask = async () => (await deployment.send(new Request("http://h/x"))).text();
  expect(await ask()).toBe("before");
  fn = http(() => text("after", { status: 201 }));
  expect(await ask()).toBe("after");
  expect(exchanges[1]).toMatchObject({
    trigger: "node",
    nativeEvent: { method: "GET", target: "/x" },
    nativeResult: { status: 201 },
  });
});
