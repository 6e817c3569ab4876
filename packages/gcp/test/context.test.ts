import { setTimeout as sleep } from "node:timers/promises";
import { http, json, text } from "onefn";
import { describe, expect, it } from "vitest";
import { isGcp } from "../src/platform.js";
import { CLOUD_RUN, running, see } from "./support/running.js";

const LOCAL = {};

describe("names", () => {
  it("are the service's on Cloud Run, and the target's elsewhere", async () => {
    expect(await see(({ functionName }) => functionName)).toBe("shop");
    expect(await see(({ functionName }) => functionName, {}, { FUNCTION_TARGET: "handler" })).toBe("handler");
    expect(await see(({ functionName }) => functionName, {}, LOCAL)).toBe("anonymous");
  });

  it("of requests are the framework's own", async () => {
    const id = { "function-execution-id": "ab12cd34ef56" };
    expect(await see(({ requestId }) => requestId, id)).toBe("ab12cd34ef56");
    expect(await see(({ requestId }) => requestId)).toMatch(/^\w{8,}$/);
  });

  it("of requests are not what would break a log line", async () => {
    const id = { "function-execution-id": 'x" ,"severity":"' };
    expect(await see(({ requestId }) => requestId, id)).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("the client's address", () => {
  const forged = { "x-forwarded-for": "10.6.6.6, 192.0.2.44, 198.51.100.23" };
  const ip = ({ client }: { readonly client: { readonly ip: string | undefined } }) => client.ip;

  it("is the last of X-Forwarded-For behind Google's front end, which appends it", async () => {
    expect(await see(ip, forged)).toBe("198.51.100.23");
  });

  it("is further left behind proxies of one's own", async () => {
    expect(await see(ip, forged, CLOUD_RUN, { trustedProxies: 1 })).toBe("192.0.2.44");
  });

  it("is the socket's where no front end stands, whatever the header says", async () => {
    expect(await see(ip, forged, LOCAL)).toBe("127.0.0.1");
    expect(await see(ip, forged, LOCAL, { trustedProxies: 1 })).toBe("198.51.100.23");
  });

  it("is unknown when the front end did not tell", async () => {
    expect(await see(ip)).toBeNull();
  });
});

describe("the URL", () => {
  it("is https behind the front end, which ends TLS, whatever the client claims", async () => {
    const headers = { host: "shop.example", "x-forwarded-proto": "http", "x-forwarded-host": "evil.example" };
    expect(await see((_, { url }) => url, headers)).toBe("https://shop.example/some/path?q=1");
    expect(await see((_, { url }) => url, headers, LOCAL)).toBe("http://shop.example/some/path?q=1");
  });
});

describe("the trace", () => {
  const traceId = "105445aa7843bc8bf206b12000100000";
  const parent = ({ trace }: { readonly trace: { readonly traceparent: string } | undefined }) =>
    trace?.traceparent;

  it.each([
    ["a decimal span in hex", `${traceId}/1;o=1`, `00-${traceId}-0000000000000001-01`],
    ["the largest span", `${traceId}/18446744073709551615;o=0`, `00-${traceId}-ffffffffffffffff-00`],
    ["no options", `${traceId}/74`, `00-${traceId}-000000000000004a-00`],
  ])("comes from X-Cloud-Trace-Context: %s", async (_, header, expected) => {
    expect(await see(parent, { "x-cloud-trace-context": header })).toBe(expected);
  });

  it.each([`${traceId}`, `${traceId}/0;o=1`, "evil/1;o=1", `${traceId}/-1`])(
    "is none of %s",
    async (header) => {
      expect(await see(parent, { "x-cloud-trace-context": header })).toBeNull();
    },
  );

  it("comes from traceparent first", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const headers = { traceparent, "x-cloud-trace-context": `${traceId}/1;o=1` };
    expect(await see(parent, headers)).toBe(traceparent);
  });
});

describe("the deadline", () => {
  it("is that of CLOUD_RUN_TIMEOUT_SECONDS", async () => {
    const env = { ...CLOUD_RUN, CLOUD_RUN_TIMEOUT_SECONDS: "60" };
    const left = await see((context) => context.remainingMs(), {}, env);
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(59_500);
  });

  it.each([{}, { CLOUD_RUN_TIMEOUT_SECONDS: "0" }, { CLOUD_RUN_TIMEOUT_SECONDS: "soon" }])(
    "is none by %j",
    async (env) => {
      expect(await see((context) => context.remainingMs() === Number.POSITIVE_INFINITY, {}, env)).toBe(true);
    },
  );

  it("fires the signal, and not the end of the request's body", async () => {
    const env = { ...CLOUD_RUN, CLOUD_RUN_TIMEOUT_SECONDS: "0.4" };
    const { url } = await running(
      http(async (request, { signal }) => {
        await request.text();
        await sleep(50);
        const early = signal.aborted;
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return json([early, (signal.reason as Error).name]);
      }),
      env,
      { margin: 200 },
    );
    const response = await fetch(url, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect(await response.json()).toEqual([false, "TimeoutError"]);
  });
});

it("isGcp gives the native request and response", async () => {
  const { url } = await running(
    http((_, context) => {
      if (!isGcp(context)) return text("elsewhere");
      const { request, response } = context.platform;
      return json([request.rawBody?.toString(), request.originalUrl, response.headersSent]);
    }),
  );
  const response = await fetch(`${url}/a`, { method: "POST", body: "raw" });
  expect(await response.json()).toEqual(["raw", "/a", false]);
});
