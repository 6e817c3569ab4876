import { gunzipSync, gzipSync } from "node:zlib";
import { http, json } from "onefn";
import { describe, expect, it } from "vitest";
import { running } from "./support/running.js";

const mirror = http({ bodyLimit: 1_000 }, async (request) => {
  const bytes = Buffer.from(await request.arrayBuffer());
  const { headers } = request;
  return json({
    body: bytes.toString("base64"),
    encoding: headers.get("content-encoding"),
    length: headers.get("content-length"),
    listed: [...headers.keys()].filter((name) => name.startsWith("content-")),
  });
});

async function post(body: string | Buffer, headers: Record<string, string> = {}, method = "POST") {
  const { url } = await running(mirror);
  const response = await fetch(url, { method, body: new Uint8Array(Buffer.from(body)), headers });
  return { status: response.status, ...((await response.json().catch(() => ({}))) as Seen) };
}

interface Seen {
  readonly body: string;
  readonly encoding: string | null;
  readonly length: string | null;
  readonly listed: readonly string[];
}

const bytesOf = ({ body }: Seen) => Buffer.from(body, "base64");

describe("a body that the framework has read", () => {
  it.each([
    ["application/json", '{ "a": 1.0 }'],
    ["text/plain;charset=latin1", Buffer.from([0x63, 0xe9])],
    ["application/x-www-form-urlencoded", "a=1&a=2"],
    ["application/octet-stream", Buffer.from([0xff, 0x00])],
  ])("arrives byte by byte: %s", async (type, body) => {
    expect(bytesOf(await post(body, { "content-type": type }))).toEqual(Buffer.from(body));
  });

  it("is decompressed, and no header says otherwise", async () => {
    const seen = await post(gzipSync("packed"), { "content-type": "text/plain", "content-encoding": "gzip" });
    expect(bytesOf(seen).toString()).toBe("packed");
    expect(seen).toMatchObject({ encoding: null, length: null, listed: ["content-type"] });
  });

  it("is refused when it is too large once it is decompressed", async () => {
    const headers = { "content-type": "text/plain", "content-encoding": "gzip" };
    expect((await post(gzipSync(Buffer.alloc(1_001)), headers)).status).toBe(413);
  });
});

describe("a body without a content type, which the framework leaves unread", () => {
  it("arrives byte by byte", async () => {
    expect([...bytesOf(await post(Buffer.from([0xff, 0x00])))]).toEqual([0xff, 0x00]);
  });

  it("stays compressed, and the header says so", async () => {
    const seen = await post(gzipSync("packed"), { "content-encoding": "gzip" });
    expect(seen.encoding).toBe("gzip");
    expect(gunzipSync(bytesOf(seen)).toString()).toBe("packed");
  });

  it("is refused when it is too large, announced or not", async () => {
    expect((await post(Buffer.alloc(1_001))).status).toBe(413);
    const { url } = await running(mirror);
    const body = ReadableStream.from([Buffer.alloc(900), Buffer.alloc(900)]);
    const response = await fetch(url, { method: "POST", body, duplex: "half" } as unknown as RequestInit);
    expect(response.status).toBe(413);
  });
});

it("a request without a body reads as empty", async () => {
  expect(bytesOf(await post("", {}, "PUT"))).toHaveLength(0);
  expect(bytesOf(await post("", { "content-type": "application/json" }))).toHaveLength(0);
});
