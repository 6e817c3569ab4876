import { EventEmitter, once } from "node:events";
import { http, stream, text } from "onefn";
import { describe, expect, it } from "vitest";
import { createStream } from "../src/stream.js";
import { invoke } from "./support/invoking.js";

/** Pieces, and whether somebody has stopped asking for more. */
function pieces(failsAfter?: number) {
  const state = { made: 0, stopped: false };
  const body = async function* () {
    try {
      for (; state.made < 5; state.made++) {
        if (state.made === failsAfter) throw new Error("secret");
        yield `${state.made} `;
      }
    } finally {
      state.stopped = true;
    }
  };
  return { state, fn: http(() => stream(body())) };
}

describe("adapt", () => {
  it("collects streams", async () => {
    const { result } = await invoke(pieces().fn);
    expect(result.body).toBeInstanceOf(Uint8Array);
  });

  it("answers a stream that fails by a plain 500", async () => {
    const { response, lines } = await invoke(pieces(2).fn);
    expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
    expect(lines.join()).toContain("ONEFN_STREAM_FAILED");
  });

  it("leaves the framing to the host", async () => {
    const headers = { "content-length": "999", "transfer-encoding": "chunked" };
    const { result } = await invoke(http(() => text("four", { headers })));
    expect(result.headers.map(([name]) => name)).toEqual(["content-type"]);
  });

  it("gives a body without a type no type", async () => {
    const typeless = http(() => {
      const response = text("plain");
      response.headers.delete("content-type");
      return response;
    });
    const { response } = await invoke(typeless);
    expect([response.headers.get("content-type"), await response.text()]).toEqual([null, "plain"]);
  });

  it("does not make the body that HEAD does not ask for", async () => {
    const { state, fn } = pieces();
    const { result } = await invoke(fn, { request: { method: "HEAD" } });
    expect([result.body, state.made]).toEqual([undefined, 0]);
  });
});

describe("stream", () => {
  const streamed = (fn: ReturnType<typeof http>) => invoke(fn, { create: createStream });
  const readerOf = (body: unknown) => (body as ReadableStream<Uint8Array>).getReader();

  it("makes no more than is asked for", async () => {
    const { state, fn } = pieces();
    const { result } = await streamed(fn);
    const reader = readerOf(result.body);
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("0 ");
    expect(state.made).toBeLessThan(3);
  });

  it("stops what nobody reads on", async () => {
    const { state, fn } = pieces();
    const { result } = await streamed(fn);
    await readerOf(result.body).cancel();
    expect(state.stopped).toBe(true);
  });

  it("answers a stream that fails before its first piece by a plain 500", async () => {
    const { response, lines } = await streamed(pieces(0).fn);
    expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
    expect(lines.join()).toContain("ONEFN_STREAM_FAILED");
  });

  it("ends a stream that fails half-way, so that the client is not left waiting, and logs it", async () => {
    const { response, lines } = await streamed(pieces(2).fn);
    expect([response.status, await response.text()]).toEqual([200, "0 1 "]);
    expect(lines.join()).toMatch(/ONEFN_STREAM_FAILED.*secret/);
  });

  it("ends after the work that was given to waitUntil, and does not begin after it", async () => {
    const steps: string[] = [];
    const work = new EventEmitter();
    const fn = http((_, context) => {
      context.waitUntil(once(work, "done").then(() => void steps.push("worked")));
      return stream(["first"]);
    });
    const { result } = await streamed(fn);
    const reader = readerOf(result.body);
    await reader.read();
    steps.push("begun");
    work.emit("done");
    await reader.read();
    expect(steps).toEqual(["begun", "worked"]);
  });

  it("sends whole bodies whole", async () => {
    const { result } = await streamed(http(() => text("whole")));
    expect(result.body).toBe("whole");
  });

  it("sends an empty stream as no body", async () => {
    const { result } = await streamed(http(() => stream([])));
    expect(result.body).toBeUndefined();
  });
});
