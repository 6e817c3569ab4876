import { http, json, stream, text } from "onefn";
import {
  adaptRequest,
  adaptResponse,
  announcedSize,
  createAdapter,
  defineProvider,
  type HttpCodec,
  httpPipeline,
} from "onefn/provider";
import { describe, expect, it, vi } from "vitest";

const work: Promise<void>[] = [];

/** A platform that speaks the Fetch standard, and gives an invocation a while. */
const platform = (waitUntil?: (promise: Promise<void>) => boolean | void) =>
  defineProvider({
    name: "fetch",
    runtime: "test",
    context: { remainingMs: () => 60_000, ...(waitUntil && { waitUntil }) },
    platform: (request) => request,
    formatLog: ({ fields, message }) => JSON.stringify({ ...fields, message }),
    writeLog: () => {},
  });

const codec: HttpCodec<Request, Response> = {
  kind: "http",
  trigger: "fetch",
  matches: (native) => native instanceof Request,
  decode: adaptRequest,
  encode: (response, call) => adaptResponse(response, call),
  bodySize: announcedSize,
};

function adapt(
  fn: ReturnType<typeof http>,
  { basePath, provider = platform() }: { basePath?: string; provider?: ReturnType<typeof platform> } = {},
) {
  const lines: string[] = [];
  const options = { log: (line: string) => void lines.push(line), ...(basePath && { basePath }) };
  const handle = createAdapter("test", provider, [httpPipeline([codec])], fn, options);
  return { lines, fetch: async (request: Request) => (await handle(request, undefined)) as Response };
}

const chunked = (body: string) =>
  new Request("https://h/", {
    method: "POST",
    body: new Blob([body]).stream(),
    duplex: "half",
  } as RequestInit);

describe("a Request of the platform", () => {
  it("is the handler's own when nothing about it has to change", async () => {
    const request = new Request("https://h/a?b", {
      method: "POST",
      headers: { "content-length": "1" },
      body: "x",
    });
    const { fetch } = adapt(http((own) => json(own === request)));
    expect(await (await fetch(request)).json()).toBe(true);
  });

  it("keeps all but its URL when a base path is cut off", async () => {
    const { fetch } = adapt(
      http(async (own) => json([own.url, own.method, own.headers.get("x-a"), await own.text()])),
      { basePath: "/base" },
    );
    const init = { method: "PUT", headers: { "x-a": "1" }, body: "body" };
    expect(await (await fetch(new Request("https://h/base/a%2Fb?c=%20", init))).json()).toEqual([
      "https://h/a%2Fb?c=%20",
      "PUT",
      "1",
      "body",
    ]);
  });

  it("has the URL resolved where the platform has not parsed it", async () => {
    const request = new Request("https://h/", { method: "PUT", headers: { "x-a": "1" }, body: "body" });
    const raw = Object.defineProperty(request, "url", { value: "https://H:443/open/%2e%2e\\admin?a" });
    const paths = { path: "/admin" };
    const { fetch } = adapt(
      http(paths, async (own) => json([own.url, own.headers.get("x-a"), await own.text()])),
    );
    expect(await (await fetch(raw)).json()).toEqual(["https://h/admin?a", "1", "body"]);
  });

  it("is limited where it does not announce its size", async () => {
    const { fetch } = adapt(http({ bodyLimit: 4 }, async (own) => text(await own.text())));
    expect(await (await fetch(chunked("four"))).text()).toBe("four");
    expect((await fetch(chunked("fives"))).status).toBe(413);
  });

  it.each(["", "x", "1, 1", "-1", "1e0", "0x1"])(
    "is limited where it announces no size but %j",
    async (length) => {
      const { fetch } = adapt(http({ bodyLimit: 4 }, async (own) => text(await own.text())));
      const request = chunked("fives");
      request.headers.set("content-length", length);
      expect((await fetch(request)).status).toBe(413);
    },
  );
});

describe("a Response for the platform", () => {
  it("is the handler's own", async () => {
    const response = Object.assign(new Response("x"), { webSocket: {} });
    expect(await adapt(http(() => response)).fetch(new Request("https://h/"))).toBe(response);
  });

  it("is a plain 500 when it was read before", async () => {
    const { fetch, lines } = adapt(
      http(async () => {
        const response = new Response("x");
        await response.text();
        return response;
      }),
    );
    expect((await fetch(new Request("https://h/"))).status).toBe(500);
    expect(lines[0]).toContain("ONEFN_RESPONSE_INVALID");
  });

  it("is logged when its stream fails, also in another Response", async () => {
    const { fetch, lines } = adapt(
      http(() => {
        const inner = stream(async function* () {
          yield "some";
          throw new Error("gone");
        });
        return new Response(inner.body, inner);
      }),
    );
    await expect((await fetch(new Request("https://h/"))).text()).rejects.toThrow();
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ code: "ONEFN_STREAM_FAILED", message: "gone" });
  });

  it("ends a generator that yields something else than text or bytes", async () => {
    let given = 0;
    const { fetch } = adapt(
      http(() =>
        stream(async function* () {
          try {
            yield 1 as never;
          } finally {
            given++;
          }
        }),
      ),
    );
    await expect((await fetch(new Request("https://h/"))).text()).rejects.toThrow();
    expect(given).toBe(1);
  });

  it.each(["read to its end", "cancelled", "failed"])(
    "leaves no timer behind when its stream is %s",
    async (how) => {
      const timers = () => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;
      const before = timers();
      const { fetch } = adapt(
        http((_, { signal }) =>
          stream(async function* () {
            yield String(signal.aborted);
            if (how === "failed") throw new Error("gone");
          }),
        ),
      );
      const response = await fetch(new Request("https://h/"));
      expect(timers()).toBe(before + 1);
      if (how === "cancelled") await response.body?.cancel();
      else await response.text().catch(() => {});
      expect(timers()).toBe(before);
    },
  );
});

describe("a client that has gone before the answer", () => {
  it("ends the answer's stream, which would keep its source open", async () => {
    const gone = new AbortController();
    let closed = false;
    const leaving = {
      ...codec,
      encode: (response, call) => adaptResponse(response, call, gone.signal),
    } as typeof codec;
    const fn = http(() => {
      gone.abort();
      const source = {
        next: () => new Promise<never>(() => {}),
        async return() {
          closed = true;
          return { done: true };
        },
      };
      return stream({ [Symbol.asyncIterator]: () => source as never });
    });
    const handle = createAdapter("test", platform(), [httpPipeline([leaving])], fn, {});
    await handle(new Request("https://h/"), undefined);
    expect(closed).toBe(true);
  });
});

describe("a process without versions, as bundles shim it", () => {
  it("has signals", async () => {
    vi.stubGlobal("process", Object.create(process, { versions: { value: {} } }));
    try {
      const { fetch } = adapt(http((_, { signal }) => json(signal.aborted)));
      expect(await (await fetch(new Request("https://h/"))).json()).toBe(false);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("work given to waitUntil", () => {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });

  it("is the platform's to await, where it takes it", async () => {
    const { fetch } = adapt(
      http((_, context) => {
        context.waitUntil(promise);
        return text("answered");
      }),
      { provider: platform((each) => void work.push(each)) },
    );
    expect(await (await fetch(new Request("https://h/"))).text()).toBe("answered");
    expect(work).toHaveLength(1);
    resolve();
    await work[0];
  });

  it("is awaited before the answer, where the platform does not", async () => {
    let done = false;
    const later = async () => {
      await new Promise((go) => setImmediate(go));
      done = true;
    };
    const { fetch } = adapt(
      http((_, context) => {
        context.waitUntil(later());
        return text("answered");
      }),
      { provider: platform(() => false) },
    );
    await fetch(new Request("https://h/"));
    expect(done).toBe(true);
  });
});
