import { http, message, text } from "onefn";
import type { LogEntry } from "onefn/provider";
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { adapt as adaptHttp } from "../src/http.js";
import { adapt, serve } from "../src/index.js";
import { isServer } from "../src/platform.js";
import { running } from "./support/running.js";

const hello = http(() => text("hello"));

describe("serve", () => {
  test("says which port is taken", async () => {
    const { url } = await running(hello);
    const port = Number(new URL(url).port);
    const second = serve(adapt(hello), { port, hostname: "127.0.0.1" });
    await expect(second).rejects.toMatchObject({
      code: "ONEFN_LISTEN_FAILED",
      message: expect.stringContaining(`port ${port}: another program already listens there`),
      cause: { code: "EADDRINUSE" },
    });
  });

  test.each([
    [{ port: 70_000 }, "port must be 0 to 65535"],
    [{ port: 1.5 }, "port must be 0 to 65535"],
    [{ health: "healthz" }, "health must be a path"],
    [{ hostName: "127.0.0.1" }, 'no option "hostName". Did you mean hostname?'],
    [{ gracePeriod: 5 }, 'no option "gracePeriod"'],
    [{ signals: "SIGTERM" }, "signals must be true or false"],
    [{ shutdownTimeout: -1 }, "shutdownTimeout must be milliseconds"],
    [{ shutdownDelay: Number.NaN }, "shutdownDelay must be milliseconds"],
    [{ keepAliveTimeout: -1 }, "keepAliveTimeout must be milliseconds"],
  ])("refuses options that cannot be: %j", async (options, message) => {
    const server = serve(adapt(hello), { hostname: "127.0.0.1", ...(options as object) });
    await expect(server).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining(message),
    });
  });

  test("names the variable that holds a port which is none", async () => {
    vi.stubEnv("PORT", "tcp://10.0.0.1:80");
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(serve(adapt(hello), { hostname: "127.0.0.1" })).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("the variable PORT (tcp://10.0.0.1:80)"),
    });
  });

  test("keeps idle connections for longer than Go's clients do, which repeat no POST", async () => {
    const { node } = await running(hello);
    expect(node?.keepAliveTimeout).toBeGreaterThan(90_000);
  });

  test("takes what adapt gives and nothing else", async () => {
    const fetch = async () => new Response();
    await expect(serve({ fetch })).rejects.toMatchObject({ code: "ONEFN_NOT_ADAPTED" });
  });
});

describe("adapt", () => {
  test("takes messages too, but not by the entry that has http alone", () => {
    const orders = message(() => {});
    expect(() => adapt({ hello, orders })).not.toThrow();
    // @ts-expect-error: this entry carries no messages
    expect(() => adaptHttp(orders)).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
    // @ts-expect-error: nor in a record
    expect(() => adaptHttp({ hello, orders })).toThrow(/orders.*message/);
  });

  test("refuses a base path that would match nothing", () => {
    expect(() => adapt(hello, { basePath: "api" })).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringContaining('basePath must be a path that begins with "/"'),
      }),
    );
  });

  test("gives a Fetch handler that needs no server", async () => {
    const { fetch } = adapt({
      hello: http({ path: "/hello/:name" }, (_, { params }) => text(params.name)),
    });
    expect(await (await fetch(new Request("http://h/hello/ada"))).text()).toBe("ada");
    expect((await fetch(new Request("http://h/other"))).status).toBe(404);
  });

  test("limits bodies that come through fetch", async () => {
    const { fetch } = adapt(http({ bodyLimit: 4 }, async (request) => text(await request.text())));
    const post = (body: string) => fetch(new Request("http://h/", { method: "POST", body }));
    expect((await post("four")).status).toBe(200);
    expect((await post("fives")).status).toBe(413);
  });

  test("knows the client's address from what Bun and Deno give", async () => {
    const { fetch } = adapt(http((_, { client }) => text(client.ip ?? "none")));
    const ask = async (info?: unknown) => (await fetch(new Request("http://h/"), info)).text();
    expect(await ask({ remoteAddr: { hostname: "192.0.2.1" } })).toBe("192.0.2.1");
    expect(await ask({ requestIP: () => ({ address: "192.0.2.2" }) })).toBe("192.0.2.2");
    // As both have it of sockets that listen on IPv6 too, which is Bun's default.
    expect(await ask({ requestIP: () => ({ address: "::ffff:192.0.2.3" }) })).toBe("192.0.2.3");
    expect(await ask({ remoteAddr: { hostname: "::ffff:192.0.2.4" } })).toBe("192.0.2.4");
    expect(await ask()).toBe("none");
  });

  test("knows whether the client has gone on Deno, whose request.signal fires after every answer", async () => {
    const signals: AbortSignal[] = [];
    const { fetch } = adapt(
      http((_, context) => {
        signals.push(context.signal);
        return text("");
      }),
    );
    const answered = async (completed: Promise<void>) => {
      const controller = new AbortController();
      await fetch(new Request("http://h/", { signal: controller.signal }), { completed });
      controller.abort();
      await completed.catch(() => {});
    };
    await answered(Promise.resolve());
    await answered(Promise.reject(new Error("reset")));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  });

  test("takes an upload that breaks off on Deno for a client that has gone", async () => {
    const entries: LogEntry[] = [];
    let signal: AbortSignal | undefined;
    const handler = http(async (request, context) => {
      ({ signal } = context);
      return text(await request.text());
    });
    const { fetch } = adapt(handler, { log: (_, entry) => void entries.push(entry) });
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error("Cannot read body as underlying resource unavailable"));
      },
    });
    const request = new Request("http://h/", { method: "POST", body, duplex: "half" } as RequestInit);
    await fetch(request, { completed: new Promise<void>(() => {}) });
    expect(signal).toMatchObject({ aborted: true, reason: { name: "AbortError" } });
    expect(entries).toMatchObject([{ level: "info", fields: { code: "ONEFN_CLIENT_GONE" } }]);
  });

  test("believes proxies in front of fetch by option", async () => {
    const { fetch } = adapt(
      http((request, { client }) => text(`${request.url} ${client.ip}`)),
      {
        trustedProxies: 1,
        basePath: "/base",
      },
    );
    const headers = {
      "x-forwarded-host": "a.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "192.0.2.9",
    };
    const response = await fetch(new Request("http://h/base/x?y", { headers }), {
      remoteAddr: { hostname: "10.0.0.1" },
    });
    expect(await response.text()).toBe("https://a.example/x?y 192.0.2.9");
  });
});

test("isServer types the platform", async () => {
  const { url } = await running(
    http((_, context) => {
      if (!isServer(context) || context.platform.wire !== "node") return text("elsewhere");
      expectTypeOf(context.provider).toEqualTypeOf<"server">();
      return text(context.platform.request.httpVersion);
    }),
  );
  expect(await (await fetch(url)).text()).toBe("1.1");
});
