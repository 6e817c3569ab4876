import { geolocation, getDeadline, ipAddress, waitUntil } from "@vercel/functions";
import { type HttpContext, http, json, text } from "onefn";
import { findWire } from "onefn/simulator";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt } from "../src/index.js";
import { isVercel } from "../src/platform.js";
import { simulator } from "../src/simulator/index.js";

const node = findWire(simulator, "http", "node");
const edge = findWire(simulator, "http", "edge");

/** What a context says when the function is called with nothing of Vercel around it. */
async function seen<T>(look: (context: HttpContext) => T, headers: Record<string, string> = {}): Promise<T> {
  const got: T[] = [];
  const fn = http((_, context) => {
    got.push(look(context));
    return text("");
  });
  await adapt(fn).fetch(new Request("https://shop.example/", { headers }));
  return got[0] as T;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe("the context agrees with Vercel's own package", () => {
  it("about the client and its place", async () => {
    const deployment = await node.deploy(() =>
      http((request, { client }) => json({ client, ip: ipAddress(request), place: geolocation(request) })),
    );
    const response = await deployment.send(new Request("https://shop.example/"), { ip: "198.51.100.9" });
    const { client, ip, place } = (await response.json()) as {
      client: { ip: string; geo: Record<string, unknown> };
      ip: string;
      place: Record<string, string>;
    };
    expect(client.ip).toBe(ip);
    expect(client.geo).toEqual({
      country: place.country,
      region: place.countryRegion,
      city: place.city,
      latitude: Number(place.latitude),
      longitude: Number(place.longitude),
      timezone: "Europe/Berlin",
    });
  });

  it("about the deadline", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const deployment = await node.deploy(
      () => http((_, context) => json(Number(getDeadline()) - Date.now() - context.remainingMs())),
      { adapt: { margin: 1_000 } },
    );
    expect(await (await deployment.send(new Request("https://shop.example/"))).json()).toBe(1_000);
  });

  it.each([node, edge])("and so may $trigger functions use it beside", async ({ deploy }) => {
    const deployment = await deploy(() =>
      http((_, { log }) => {
        waitUntil(new Promise<void>((done) => setTimeout(done, 5)).then(() => log.info("done later")));
        return text("");
      }),
    );
    await deployment.send(new Request("https://shop.example/"));
    await vi.waitFor(() => expect(deployment.lines.join()).toContain("done later"));
  });
});

describe("what Vercel writes into headers", () => {
  it("names the request and the region that runs it", async () => {
    const id = "fra1::iad1::x7lm2-1700000000000-0123456789ab";
    expect(await seen(({ requestId, region }) => [requestId, region], { "x-vercel-id": id })).toEqual([
      id,
      "iad1",
    ]);
    vi.stubEnv("VERCEL_REGION", "cdg1");
    expect(await seen(({ region }) => region, { "x-vercel-id": id })).toBe("cdg1");
  });

  it.each([
    [{}, undefined],
    [{ "x-vercel-ip-country": "DE" }, { country: "DE" }],
    [
      { "x-vercel-ip-country": "DE", "x-vercel-ip-city": "%", "x-vercel-ip-latitude": "north" },
      { country: "DE", city: "%" },
    ],
  ])("is read as far as it makes sense: %j", async (headers, geo) => {
    expect(await seen(({ client }) => client.geo, headers)).toEqual(geo);
  });
});

it("no time is left once the signal has fired, although a timer may ring ahead of the clock", async () => {
  let now = 0;
  const early = {
    Date: { now: () => now },
    setTimeout(ring: () => void, ms: number) {
      now += ms - 1;
      queueMicrotask(ring);
    },
    clearTimeout: () => {},
  };
  const fn = http(async (_, { signal, remainingMs }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return text(`${remainingMs()} ms`);
  });
  const { fetch } = adapt(fn, { timers: early, timeout: 1_000, margin: 100 });
  expect(await (await fetch(new Request("https://shop.example/"))).text()).toBe("0 ms");
});

describe("without Vercel", () => {
  it("there is no deadline, no place and an id of its own", async () => {
    const look = (context: HttpContext) => [context.remainingMs(), context.client, context.region];
    expect(await seen(look)).toEqual([
      Number.POSITIVE_INFINITY,
      { ip: undefined, geo: undefined },
      undefined,
    ]);
    expect(await seen(({ requestId }) => requestId)).toMatch(/^[\da-f-]{36}$/);
  });

  it("work given to waitUntil is awaited before the answer", async () => {
    let done = false;
    const fn = http((_, context) => {
      context.waitUntil(
        new Promise((go) => setImmediate(go)).then(() => {
          done = true;
        }),
      );
      return text("");
    });
    await adapt(fn).fetch(new Request("https://shop.example/"));
    expect(done).toBe(true);
  });

  it("a deadline that is none counts as none", async () => {
    const fn = http((_, context) => text(String(context.remainingMs())));
    const response = await adapt(fn).fetch(new Request("https://shop.example/"), { deadline: "soon" });
    expect(await response.text()).toBe("Infinity");
  });
});

it("what the Edge runtime passes beside the request takes work, and is the platform's context", async () => {
  const work: Promise<unknown>[] = [];
  const given = { waitUntil: (promise: Promise<unknown>) => void work.push(promise) };
  const request = new Request("https://shop.example/");
  const fn = http((_, context) => {
    context.waitUntil(Promise.resolve());
    const own =
      isVercel(context) && context.platform.context === given && context.platform.request === request;
    return text(String(own));
  });
  const { fetch } = adapt(fn);
  expect(await (await fetch(request, given)).text()).toBe("true");
  expect(work).toHaveLength(1);
});
