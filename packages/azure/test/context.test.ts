import { http, json } from "onefn";
import { describe, expect, it } from "vitest";
import { isAzure } from "../src/platform.js";
import { APP_SERVICE, invoke, see } from "./support/invoking.js";

describe("the context", () => {
  it("has the names that Azure gives", async () => {
    const names = await see(
      ({ provider, functionName, requestId, region }) => [provider, functionName, requestId, region],
      { env: { REGION_NAME: "West Europe" } },
    );
    expect(names).toEqual(["azure", "shop", "7f6d1c9a-0000-4000-8000-000000000000", "West Europe"]);
  });

  it("has no deadline, and a signal that does not fire", async () => {
    expect(
      await see((context) => [context.remainingMs() === Number.POSITIVE_INFINITY, context.signal.aborted]),
    ).toEqual([true, false]);
  });

  it("has the library's request and context by isAzure", async () => {
    const { response } = await invoke(
      http((_, context) =>
        json(isAzure(context) ? [context.platform.request.url, context.platform.context.functionName] : null),
      ),
    );
    expect(await response.json()).toEqual(["https://shop.example/a?b=1", "shop"]);
  });
});

describe("the trace", () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const seen = (traceContext: object, headers: Record<string, string> = {}) =>
    see(({ trace }) => [trace?.traceparent, trace?.tracestate], {
      context: { traceContext },
      request: { headers },
    });

  it("is the host's", async () => {
    expect(await seen({ traceParent: traceparent, traceState: "vendor=1" })).toEqual([
      traceparent,
      "vendor=1",
    ]);
  });

  it("is the request's where the host has none", async () => {
    expect(await seen({}, { traceparent })).toEqual([traceparent, null]);
  });

  it("is none where neither is one", async () => {
    expect(await seen({ traceParent: "" }, { traceparent: "evil" })).toEqual([null, null]);
  });
});

describe("the client's address", () => {
  const ip = (forwarded: string | undefined, env = APP_SERVICE, trustedProxies = 0) =>
    see(({ client }) => client.ip, {
      env,
      options: { trustedProxies },
      request: { headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } },
    });

  it.each([
    ["10.6.6.6, 198.51.100.23:50123", "198.51.100.23"],
    ["198.51.100.23", "198.51.100.23"],
    ["[2001:db8::1]:50123", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
  ])("is the last of X-Forwarded-For, without its port: %s", async (forwarded, expected) => {
    expect(await ip(forwarded)).toBe(expected);
  });

  it("is further left behind proxies of one's own", async () => {
    expect(await ip("10.6.6.6, 192.0.2.44, 198.51.100.23:50123", APP_SERVICE, 1)).toBe("192.0.2.44");
  });

  it("is believed on Azure alone", async () => {
    expect(await ip("10.6.6.6", {})).toBeNull();
    expect(await ip("10.6.6.6", { CONTAINER_APP_NAME: "shop" })).toBe("10.6.6.6");
    expect(await ip(undefined)).toBeNull();
  });
});

describe("auth", () => {
  const principal = { auth_typ: "aad", claims: [{ typ: "name", val: "Ada" }] };
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
  const authOf = (headers: Record<string, string>, env = APP_SERVICE) =>
    see(({ auth }) => auth, { request: { headers }, env });

  it("is whom App Service authentication has verified", async () => {
    const headers = { "x-ms-client-principal": encoded(principal), "x-ms-client-principal-id": "7b5e" };
    expect(await authOf(headers)).toEqual({ type: "easy-auth", subject: "7b5e", claims: principal });
  });

  it("is nobody where it is not switched on, since clients can send its headers then", async () => {
    const headers = { "x-ms-client-principal": encoded(principal) };
    expect(await authOf(headers, { WEBSITE_SITE_NAME: "shop" })).toBeNull();
    expect(await authOf(headers, { ...APP_SERVICE, WEBSITE_AUTH_ENABLED: "False" })).toBeNull();
  });

  it.each(["", "!!", encoded("text"), encoded(null), Buffer.from("{").toString("base64")])(
    "is nobody by the principal %j",
    async (value) => {
      expect(await authOf({ "x-ms-client-principal": value })).toBeNull();
    },
  );
});

describe("log lines", () => {
  it("go by the invocation's own methods, as JSON", async () => {
    const { lines } = await invoke(
      http((_, { log }) => {
        log.debug("looking");
        log.info("packing", { sku: "apples", level: "none" });
        log.warn("odd");
        log.error("broken");
        return json({});
      }),
    );
    expect(lines.map(([level]) => level)).toEqual(["debug", "information", "warning", "error"]);
    expect(JSON.parse(lines[1]?.[1] ?? "")).toEqual({
      sku: "apples",
      timestamp: expect.stringMatching(/^\d{4}-.+Z$/),
      level: "info",
      function: "shop",
      requestId: "7f6d1c9a-0000-4000-8000-000000000000",
      message: "packing",
    });
  });
});
