import { empty, type HttpFunction, http, json, redirect, stream, text } from "onefn";
import { describe, expect, test } from "vitest";
import { gate, rawClient, running } from "./support/running.js";

/** The bytes of the answer to one GET. */
async function bytesOf(fn: HttpFunction, method = "GET"): Promise<string> {
  const { url } = await running(fn);
  const client = rawClient(url);
  client.write(`${method} / HTTP/1.1`, "Host: h", "Connection: close", "", "");
  return client.closed();
}

test("a plain Response that is whole is sent whole, with its length", async () => {
  const answer = await bytesOf(http(() => new Response("whole")));
  expect(answer).toMatch(/content-length: 5\r\n/);
  expect(answer.endsWith("\r\n\r\nwhole")).toBe(true);
});

test("cookies stay apart", async () => {
  const headers: [string, string][] = [
    ["set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT"],
    ["set-cookie", "b=2"],
  ];
  const answer = await bytesOf(http(() => text("", { headers })));
  expect(answer.match(/^set-cookie: .*$/gm)).toEqual([
    "set-cookie: a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
    "set-cookie: b=2",
  ]);
});

test("a status text of one's own is kept", async () => {
  const answer = await bytesOf(http(() => new Response(null, { status: 299, statusText: "Odd" })));
  expect(answer).toMatch(/^HTTP\/1.1 299 Odd\r\n/);
});

/** A stream that is not at hand when it is sent. */
async function* slowly(text: string) {
  await new Promise((resolve) => setTimeout(resolve, 5));
  yield text;
}

describe("framing", () => {
  test("a length that does not fit the body is corrected", async () => {
    const answer = await bytesOf(http(() => text("four", { headers: { "content-length": "999" } })));
    expect(answer.match(/^content-length: .*$/gim)).toEqual(["content-length: 4"]);
  });

  test.each(["abc", "-1", "0x0a", "1e1", "10, 10"])(
    "a length that is no number, %s, is none",
    async (length) => {
      const answer = await bytesOf(
        http(() => stream(slowly("four"), { headers: { "content-length": length } })),
      );
      expect(answer).not.toMatch(/content-length/i);
      expect(answer.endsWith("4\r\nfour\r\n0\r\n\r\n")).toBe(true);
    },
  );

  test("an announcement of trailers, which no Response has, does not leave", async () => {
    const answer = await bytesOf(http(() => text("four", { headers: { trailer: "x-sum" } })));
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer).not.toMatch(/trailer/i);
  });

  test("a transfer encoding is the server's business", async () => {
    const answer = await bytesOf(http(() => text("four", { headers: { "transfer-encoding": "chunked" } })));
    expect(answer).not.toMatch(/transfer-encoding/i);
    expect(answer.endsWith("\r\n\r\nfour")).toBe(true);
  });

  test("204 and 304 end with their head", async () => {
    const none = await bytesOf(http(() => empty()));
    expect(none).not.toMatch(/content-length|transfer-encoding/i);
    expect(none.endsWith("\r\n\r\n")).toBe(true);
    const notModified = await bytesOf(http(() => empty({ status: 304, headers: { "content-length": "7" } })));
    expect(notModified).toMatch(/content-length: 7\r\n/i);
  });

  test("an empty answer says that it is empty", async () => {
    expect(await bytesOf(http(() => new Response()))).toMatch(/content-length: 0\r\n/);
    expect(await bytesOf(http(() => redirect("/elsewhere")))).toMatch(/content-length: 0\r\n/);
  });

  test("HEAD has the head of GET and no body", async () => {
    const answer = await bytesOf(
      http({ methods: ["GET"] }, () => json({ a: 1 })),
      "HEAD",
    );
    expect(answer).toMatch(/content-length: 7\r\n/);
    expect(answer.endsWith("\r\n\r\n")).toBe(true);
  });

  test("HEAD stops a stream that it does not send", async () => {
    const { opened, open } = gate();
    const endless = http(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(10)),
            cancel: open,
          }),
        ),
    );
    expect((await bytesOf(endless, "HEAD")).endsWith("\r\n\r\n")).toBe(true);
    await opened;
  });

  test("a stream shorter than the length it announced cuts the connection", async () => {
    const short = http(() => stream(slowly("four"), { headers: { "content-length": "999" } }));
    const lines: string[] = [];
    const { url } = await running(short, { log: (line) => void lines.push(line) });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ code: "ONEFN_STREAM_FAILED" });
  });
});

describe("streams", () => {
  test("the first chunk arrives before the last is made", async () => {
    const { opened, open } = gate();
    const { url } = await running(
      http(() =>
        stream(async function* () {
          yield "first";
          await opened;
          yield "last";
        }),
      ),
    );
    const reader = (await fetch(url)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first");
    open();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("last");
  });

  test("a client that does not read holds the stream back, and one that leaves stops it", async () => {
    const chunk = new Uint8Array(1_048_576);
    let made = 0;
    const stopped = gate();
    const { url } = await running(
      http(
        () =>
          new Response(
            new ReadableStream(
              {
                pull(controller) {
                  made++;
                  controller.enqueue(chunk);
                },
                cancel: stopped.open,
              },
              { highWaterMark: 0 },
            ),
          ),
      ),
    );
    const client = rawClient(url);
    client.write("GET / HTTP/1.1", "Host: h", "", "");
    await client.until("200 OK");
    client.socket.pause();
    // The kernel's buffers fill, and then nothing more is asked for.
    let before = -1;
    while (before !== made) {
      before = made;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(made).toBeLessThan(64);
    client.socket.destroy();
    await stopped.opened;
  });

  test("one that fails midway closes the connection, and the log says why", async () => {
    const lines: string[] = [];
    const { url } = await running(
      http(() =>
        stream(async function* () {
          yield "some";
          throw new Error("the database went away");
        }),
      ),
      { log: (line) => void lines.push(line) },
    );
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
    const line = JSON.parse(lines[0] ?? "{}");
    expect(line).toMatchObject({ level: "error", code: "ONEFN_STREAM_FAILED" });
    expect(line.error.cause.message).toBe("the database went away");
  });
});

test("a stream that fails before its first bytes is a plain 500", async () => {
  const pull = () => Promise.reject(new Error("the database is down"));
  const { url } = await running(http(() => new Response(new ReadableStream({ pull }))));
  expect((await fetch(url)).status).toBe(500);
});

test("a head that node:http refuses leaves nothing in the plain 500", async () => {
  // Another library's Response: the standard's own would not have let the line break in.
  const strange = { status: 200, statusText: "O\nK", headers: new Headers(), body: null, arrayBuffer() {} };
  const answer = await bytesOf(http(() => strange as unknown as Response));
  expect(answer).toMatch(/^HTTP\/1.1 500 Internal Server Error\r\n/);
});

test("context.signal fires when the client leaves", async () => {
  const aborted = gate();
  const started = gate();
  const { url } = await running(
    http(async (_, context) => {
      context.signal.addEventListener("abort", aborted.open);
      started.open();
      await aborted.opened;
      return text("nobody reads this");
    }),
  );
  const client = rawClient(url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await started.opened;
  client.socket.destroy();
  await aborted.opened;
});

test("a client that leaves before the answer harms nobody", async () => {
  const { opened, open } = gate();
  const started = gate();
  const { url } = await running({
    slow: http({ path: "/slow" }, async () => {
      started.open();
      await opened;
      return text("too late");
    }),
    ok: http({ path: "/ok" }, () => text("ok")),
  });
  const client = rawClient(url);
  client.write("GET /slow HTTP/1.1", "Host: h", "", "");
  await started.opened;
  client.socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  open();
  expect(await (await fetch(new URL("/ok", url))).text()).toBe("ok");
});

describe("what goes wrong in a handler", () => {
  test.each([
    [
      "a throw",
      () => {
        throw new Error("secret");
      },
    ],
    ["a rejection", () => Promise.reject(new Error("secret"))],
    ["no Response", () => "secret" as never],
    ["a header that HTTP does not allow", () => text("", { headers: { "x-a": "b\r\nc: d" } })],
    ["a Response that is no answer", () => Response.error()],
    [
      "a Response that was read before",
      async () => {
        const it = new Response("a");
        await it.text();
        return it;
      },
    ],
  ])("%s is a plain 500 and a line of JSON", async (_, handler: () => Response | Promise<Response>) => {
    const lines: string[] = [];
    const { url } = await running(http({ name: "bad" }, handler), { log: (line) => void lines.push(line) });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({
      level: "error",
      function: "bad",
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      code: expect.stringMatching(/^ONEFN_/),
      message: expect.not.stringMatching(/\[onefn.*\[onefn/),
    });
  });

  test("a rejected waitUntil is a line of JSON and nothing more", async () => {
    const lines: string[] = [];
    const { url } = await running(
      http((_, context) => {
        context.waitUntil(Promise.reject(new Error("mail")));
        return text("ok");
      }),
      { log: (line) => void lines.push(line) },
    );
    expect(await (await fetch(url)).text()).toBe("ok");
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ code: "ONEFN_WAIT_UNTIL_FAILED" });
  });
});
