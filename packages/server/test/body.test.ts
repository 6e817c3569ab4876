import { type HttpContext, http, json, text } from "onefn";
import type { LogEntry } from "onefn/provider";
import { describe, expect, test } from "vitest";
import { gate, rawClient, running } from "./support/running.js";

const sum = http({ bodyLimit: 1_000 }, async (request) =>
  json({ bytes: (await request.arrayBuffer()).byteLength }),
);

describe("a body over the limit", () => {
  test("is refused before it is read when its length is announced", async () => {
    let ran = false;
    const { url } = await running(
      http({ bodyLimit: 10 }, () => {
        ran = true;
        return text("");
      }),
    );
    const response = await fetch(url, { method: "POST", body: "x".repeat(11) });
    expect([response.status, await response.text()]).toEqual([413, "Content Too Large"]);
    expect(ran).toBe(false);
  });

  test("is refused while it is read when it comes in chunks", async () => {
    const { url } = await running(sum);
    const client = rawClient(url);
    client.write("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "", "");
    const chunk = `400\r\n${"x".repeat(0x400)}\r\n`;
    client.write(chunk);
    expect(await client.until("Content Too Large")).toMatch(/^HTTP\/1.1 413 /);
  });

  test("is refused while it is read as a stream", async () => {
    const { url } = await running(
      http({ bodyLimit: 1_000 }, async (request) => {
        let bytes = 0;
        for await (const chunk of request.body ?? []) bytes += chunk.length;
        return json({ bytes });
      }),
    );
    const body = new Blob(["x".repeat(1_001)]).stream();
    const response = await fetch(url, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(response.status).toBe(413);
  });

  test("leaves the connection usable for a client that sends all of it", async () => {
    const { url } = await running({ sum, ok: http({ path: "/ok" }, () => text("second answer")) });
    const client = rawClient(url);
    client.write("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "", "");
    for (let sent = 0; sent < 64; sent++) client.write(`10000\r\n${"x".repeat(0x10000)}\r\n`);
    await client.until("Content Too Large");
    client.write("0", "", "GET /ok HTTP/1.1", "Host: h", "", "");
    expect(await client.until("second answer")).toMatch(/^HTTP\/1.1 413 /);
  });

  test("one of exactly the limit is not", async () => {
    const { url } = await running(sum);
    const body = new Blob(["x".repeat(1_000)]).stream();
    const response = await fetch(url, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(await response.json()).toEqual({ bytes: 1_000 });
  });
});

test("a body that nobody reads leaves the connection usable", async () => {
  const { url } = await running(http(() => text("ok")));
  const client = rawClient(url);
  const post = ["POST / HTTP/1.1", "Host: h", "Content-Length: 5", "", "12345"].join("\r\n");
  client.write(post + post);
  await client.until("ok");
  expect((await client.until("ok")).match(/HTTP\/1.1 200/g)).toHaveLength(2);
});

test("a megabyte of bytes arrives as it was sent", async () => {
  const bytes = Uint8Array.from({ length: 1_048_576 }, (_, index) => index % 251);
  const { url } = await running(http(async (request) => new Response(await request.arrayBuffer())));
  const response = await fetch(url, { method: "POST", body: bytes });
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test("a body can be passed on as it comes", async () => {
  const { url } = await running(http((request) => new Response(request.body)));
  const response = await fetch(url, { method: "POST", body: "through" });
  expect(await response.text()).toBe("through");
});

async function readPieces({ body }: Request): Promise<void> {
  for await (const _ of body ?? []);
}

describe.each(["destroy", "resetAndDestroy"] as const)("a client that goes in mid-body (%s)", (how) => {
  const post = ["POST / HTTP/1.1", "Host: h", "Content-Length: 100", "", "only this"];

  /** Everything that was logged for an upload that breaks off once the handler has begun. */
  async function lineFor(handler: (request: Request, context: HttpContext) => Promise<Response>) {
    const begun = gate();
    const logged = gate();
    const entries: LogEntry[] = [];
    const log = (_: string, entry: LogEntry) => {
      entries.push(entry);
      logged.open();
    };
    const { url } = await running(
      http((request, context) => {
        begun.open();
        return handler(request, context);
      }),
      { log },
    );
    const client = rawClient(url);
    client.write(...post);
    await begun.opened;
    client.socket[how]();
    await logged.opened;
    // Whatever else there is to log comes before the next answer.
    await fetch(url).catch(() => {});
    return entries;
  }

  test.each([
    ["text", (request: Request) => request.text()],
    ["bytes", (request: Request) => request.arrayBuffer()],
    ["a form", (request: Request) => request.formData()],
    ["a stream", readPieces],
  ])("ends the reading of %s, which is logged once and is no error", async (_, read) => {
    let seen: unknown[] = [];
    const entries = await lineFor(async (request, { signal }) => {
      if (request.method === "GET") return text("");
      const failure = await read(request).catch((error: Error) => error);
      seen = [failure, signal.aborted, request.signal.aborted];
      throw failure;
    });
    const cause = expect.objectContaining({ code: "ECONNRESET" });
    expect(seen).toEqual([expect.objectContaining({ name: "AbortError", cause }), true, true]);
    expect(entries.map(({ level, fields }) => [level, fields?.code])).toEqual([
      ["info", "ONEFN_CLIENT_GONE"],
    ]);
  });

  test("leaves a failure of the handler's own what it is", async () => {
    const entries = await lineFor(async (request) => {
      if (request.method === "GET") return text("");
      await request.text().catch(() => {});
      throw new TypeError("a mistake");
    });
    expect(entries.map(({ level, fields }) => [level, fields?.code])).toEqual([
      ["error", "ONEFN_HANDLER_FAILED"],
    ]);
  });
});

test("an upload that is its own answer, and breaks off, is no error", async () => {
  const levels: string[] = [];
  const { url } = await running(
    http((request) => new Response(request.body)),
    { log: (_, { level }) => void levels.push(level) },
  );
  const client = rawClient(url);
  client.write("POST / HTTP/1.1", "Host: h", "Content-Length: 100", "", "only this");
  await client.until("only this");
  client.socket.resetAndDestroy();
  await client.closed();
  expect(await (await fetch(url, { method: "POST", body: "next" })).text()).toBe("next");
  expect(levels).not.toContain("error");
});

describe("Expect: 100-continue", () => {
  const head = ["POST / HTTP/1.1", "Host: h", "Content-Length: 4", "Expect: 100-continue", "", ""];

  test("is answered when the body is wanted", async () => {
    const { url } = await running(http(async (request) => text(`got ${await request.text()}`)));
    const client = rawClient(url);
    client.write(...head);
    await client.until("100 Continue");
    client.write("body");
    expect(await client.until("got body")).toContain("HTTP/1.1 200");
  });

  test("saves a body that is not wanted, and the connection with it", async () => {
    const { url } = await running(http({ bodyLimit: 3 }, () => text("")));
    const client = rawClient(url);
    client.write(...head);
    const answer = await client.closed();
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).not.toContain("100 Continue");
  });
});

describe("a body that is read once the answer has been sent", () => {
  test.each(["whole", "a part of it"])(
    "is refused with the reason, and is not cut short: %s has come",
    async (what) => {
      const answered = gate();
      let tell = (_: unknown) => {};
      const seen = new Promise((resolve) => {
        tell = resolve;
      });
      const { url } = await running(
        http((request, context) => {
          context.waitUntil(answered.opened.then(() => request.text()).then(tell, tell));
          return text("answered");
        }),
      );
      const client = rawClient(url);
      const rest = what === "whole" ? "" : " and its end";
      const length = "the body".length + rest.length;
      client.write("POST / HTTP/1.1", "Host: h", `Content-Length: ${length}`, "", "the body");
      await client.until("answered");
      answered.open();
      if (rest) setTimeout(() => client.write(rest), 20);
      expect(await seen).toMatchObject({
        name: "TypeError",
        message: expect.stringContaining("before the handler returns"),
      });
    },
  );
});
