import { change, http, json, stream, text } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { requestWith, run, TestContext } from "./workers.js";

describe("what passes as it is", () => {
  it("is the Request, with what the runtime's has beyond the standard", async () => {
    const request = requestWith({ colo: "FRA" });
    let seen: unknown;
    const fn = http((received) => {
      seen = received;
      return json({});
    });
    await run(fn, request);
    expect(seen).toBe(request);
  });

  it.each([
    ["a native Response", () => new Response("native")],
    ["a redirect, whose headers cannot be changed", () => Response.redirect("https://worker.example/b", 302)],
    ["a stream", () => stream(["a", "b"])],
    ["a WebSocket's upgrade", () => upgrade()],
  ])("is %s", async (_, make) => {
    const response = make();
    expect(
      await run(
        http(() => response),
        requestWith({}),
      ),
    ).toBe(response);
  });

  it("is no Response that was read already", async () => {
    const fn = http(async () => {
      const response = text("once");
      await response.text();
      return response;
    });
    const response = await run(fn, requestWith({}), { log: () => {} });
    expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
  });
});

describe("a stream whose client has gone", () => {
  it("is stopped, and the runtime waits until its source is done", async () => {
    const client = new AbortController();
    const ctx = new TestContext();
    let closed = false;
    const fn = http(() =>
      stream(async function* () {
        try {
          for (;;) yield "more";
        } finally {
          await Promise.resolve();
          closed = true;
        }
      }),
    );
    const request = new Request("https://worker.example/", { signal: client.signal });
    const response = await run(fn, request, { ctx });
    await response.body?.getReader().read();
    expect(ctx.work).toEqual([]);
    client.abort();
    expect(ctx.work).toHaveLength(1);
    await ctx.work[0];
    expect(closed).toBe(true);
  });
});

describe("bad input", () => {
  it("is refused with an error when it is no request", async () => {
    const { fetch } = adapt(http(() => json({})));
    await expect(fetch({ queue: "orders" } as never, {}, new TestContext())).rejects.toMatchObject({
      code: "ONEFN_UNKNOWN_EVENT",
    });
  });

  it("is refused at start when it is a function of another kind", () => {
    const follow = change(() => {});
    expect(() => adapt(follow as never)).toThrow(expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }));
  });

  it("has a limit where its length is not announced", async () => {
    const fn = http({ bodyLimit: 4 }, async (request) => text(await request.text()));
    const body = new Blob(["12345"]).stream();
    const request = new Request("https://worker.example/", {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    expect((await run(fn, request)).status).toBe(413);
  });
});

/** What the runtime makes of `new Response(null, { status: 101, webSocket })`, which Node has not. */
function upgrade(): Response {
  return Object.defineProperty(new Response(null), "status", { value: 101 });
}
