import { http, json, text } from "onefn";
import { findWire, type HttpDeployment, type HttpOptions, type Simulator } from "onefn/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { createAdapt } from "../src/adapt.js";
import { createSimulator, inProcess, simulator } from "../src/simulator/index.js";
import { createStream } from "../src/stream.js";

const headersOf = http((request) => json(Object.fromEntries(request.headers)));

async function deploy(
  trigger: string,
  {
    fn = headersOf,
    of = simulator,
    ...options
  }: HttpOptions & { fn?: typeof headersOf; of?: Simulator } = {},
): Promise<HttpDeployment> {
  const deployment = await findWire(of, "http", trigger).deploy(() => fn, options);
  onTestFinished(() => deployment.close());
  return deployment;
}

const request = (init: RequestInit = {}) => new Request("http://shop.example/a?b=1", init);

describe.each(["http", "http-stream"])("%s", (trigger) => {
  test("the front end alone writes who called", async () => {
    const deployment = await deploy(trigger);
    const headers = { "x-forwarded-for": "10.6.6.6", "x-ms-client-principal": "evil", "x-client-ip": "evil" };
    const seen = (await (
      await deployment.send(request({ headers }), { ip: "198.51.100.4" })
    ).json()) as object;
    expect(seen).toMatchObject({
      "x-forwarded-for": "10.6.6.6, 198.51.100.4:50123",
      "x-client-ip": "198.51.100.4",
    });
    expect(seen).not.toHaveProperty("x-ms-client-principal");
  });

  test("what the host does not take never reaches a function", async () => {
    const deployment = await deploy(trigger);
    const status = async (...args: Parameters<typeof deployment.send>) =>
      (await deployment.send(...args)).status;
    expect(await status(request(), { rawHeaders: [["Host", "shop.example"]] })).toBe(200);
    expect(await status(request({ method: "PROPFIND" }))).toBe(404);
    expect(await status(request(), { target: "http://evil.example/" })).toBe(400);
    expect(await status(request(), { rawHeaders: [["x-name", "caf\u00e9"]] })).toBe(400);
    expect(await status(request(), { rawHeaders: [["host", "user@evil.example"]] })).toBe(400);
  });

  test("a handler's URL is what the host makes of it", async () => {
    const deployment = await deploy(trigger, { fn: http(({ url }) => text(url)) });
    const response = await deployment.send(request(), { target: "/%41%2Fb/%C3%BC%20?q=%41" });
    expect(await response.text()).toBe("https://shop.example/A%2Fb/%C3%BC%20?q=%41");
  });
});

describe("an adapter that throws", () => {
  const throwing = () => () => () => Promise.reject(new Error("unhandled"));
  const broken = createSimulator(inProcess({ createAdapt: throwing, createStream: throwing }));

  test("is a 500 without a body where the answer is one piece", async () => {
    const deployment = await deploy("http", { of: broken });
    const response = await deployment.send(request());
    expect([response.status, await response.text()]).toEqual([500, ""]);
  });

  test("leaves the client waiting in stream mode", async () => {
    const errors: unknown[] = [];
    const waiting = new AbortController();
    const deployment = await deploy("http-stream", {
      of: broken,
      tap({ error }) {
        errors.push(error);
        setImmediate(() => waiting.abort());
      },
    });
    await expect(deployment.send(request({ signal: waiting.signal }))).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(errors).toEqual([new Error("unhandled")]);
  });
});

test("the library's server listens on loopback alone", async () => {
  const worker = await inProcess({ createAdapt, createStream }).start(() => headersOf, { streams: true });
  onTestFinished(() => worker.close());
  expect(worker.httpUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

test("functions are looked up before every call", async () => {
  let fn = headersOf;
  const deployment = await findWire(simulator, "http", "http").deploy(() => fn);
  await deployment.send(request());
  fn = http(() => text("other", { status: 201 }));
  expect((await deployment.send(request())).status).toBe(201);
});
