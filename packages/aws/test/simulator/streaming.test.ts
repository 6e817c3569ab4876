import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { describe, expect, it } from "vitest";
import { awslambda, deployRaw, deployRawStream, type RawStream, type RawStreamHandler } from "./raw.js";

const get = (init?: RequestInit) => new Request("https://x.example/", init);
const wires = ["function-url-stream", "api-gateway-v1-stream"];

/** A handler that answers 200 and then does what a test says. */
function answering(write: (stream: RawStream) => unknown): RawStreamHandler {
  return (async (_: unknown, raw: RawStream) => {
    await write(awslambda().HttpResponseStream.from(raw, { statusCode: 200, headers: { "x-a": "1" } }));
  }) as never;
}

describe.each(wires)("%s", (trigger) => {
  const send = async (handler: RawStreamHandler, options?: Parameters<typeof deployRawStream>[2]) =>
    (await deployRawStream(trigger, handler, options)).send(get());

  it("answers with the head of the prelude and the bytes behind it", async () => {
    const prelude = { statusCode: 201, headers: { "x-a": "1" }, cookies: ["a=1", "b=2"] };
    const handler = async (_: unknown, raw: RawStream) => {
      const stream = awslambda().HttpResponseStream.from(raw, prelude);
      stream.write("hé");
      stream.write(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 1]) as never);
      stream.end("!");
    };
    const response = await send(handler as never);
    expect(response.status).toBe(201);
    expect(response.headers.get("x-a")).toBe("1");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(
      Buffer.concat([Buffer.from("hé"), Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1]), Buffer.from("!")]),
    );
  });

  it("answers before the last byte is written", async () => {
    let finish = () => {};
    const later = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const response = await send(
      answering(async (stream) => {
        stream.write("first");
        await later;
        stream.end("last");
      }),
    );
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("first");
    finish();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("last");
  });

  it("gets nothing from `end` alone, since only `write` sends the prelude", async () => {
    expect((await send(answering((stream) => stream.end()))).status).toBe(502);
    expect((await send(answering((stream) => stream.end("data")))).status).toBe(502);
    const empty = await send(
      answering((stream) => {
        stream.write("");
        stream.end();
      }),
    );
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
  });

  it("slows a handler down whose client does not read", async () => {
    let written = 0;
    let full = () => {};
    const isFull = new Promise<void>((resolve) => {
      full = resolve;
    });
    const response = await send(
      answering(async (stream) => {
        while (written < 40) {
          written += 1;
          if (stream.write(new Uint8Array(8 * 1024) as never)) continue;
          full();
          await new Promise<void>((resolve) => stream.once("drain", resolve));
        }
        stream.end();
      }),
    );
    await isFull;
    expect(written).toBeLessThan(5);
    expect((await response.arrayBuffer()).byteLength).toBe(40 * 8 * 1024);
  });

  it("breaks the body off when the handler fails half-way", async () => {
    const deployment = await deployRawStream(
      trigger,
      answering((stream) => {
        stream.write("half");
        throw new Error("no");
      }),
    );
    const response = await deployment.send(get());
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(deployment.lines.join()).toContain("no");
  });

  it("answers 502 when the handler fails before its first byte", async () => {
    const handler = async () => {
      throw new Error("no");
    };
    expect((await send(handler as never)).status).toBe(502);
  });

  it("breaks the body off at the timeout when nobody ends it", async () => {
    const response = await send(
      answering((stream) => void stream.write("half")),
      { timeout: 30 },
    );
    await expect(response.text()).rejects.toThrow();
  });

  it("answers 504 when nothing comes before the timeout", async () => {
    const handler = () => new Promise(() => {});
    expect((await send(handler as never, { timeout: 20 })).status).toBe(504);
  });

  it("lets a handler go on when the client has gone", async () => {
    let ended = () => {};
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const deployment = await deployRawStream(
      trigger,
      answering(async (stream) => {
        for (let index = 0; index < 20; index++) {
          if (!stream.write(new Uint8Array(16 * 1024) as never)) {
            await new Promise<void>((resolve) => stream.once("drain", resolve));
          }
        }
        stream.end();
        ended();
      }),
    );
    const controller = new AbortController();
    const response = await deployment.send(get({ signal: controller.signal }));
    const reader = response.body?.getReader();
    await reader?.read();
    controller.abort();
    await expect(reader?.read()).rejects.toThrow(/abort/i);
    await over;
  });

  it("takes a pipeline, as Lambda does", async () => {
    const response = await send(answering((stream) => pipeline(Readable.from(["a", "b", "c"]), stream)));
    expect(await response.text()).toBe("abc");
  });

  it("answers 502 to a head that is none", async () => {
    const handler = (prelude: unknown) =>
      (async (_: unknown, raw: RawStream) => {
        const stream = awslambda().HttpResponseStream.from(raw, prelude);
        stream.write("x");
        stream.end();
      }) as never;
    expect((await send(handler({ statusCode: "none" }))).status).toBe(502);
    expect((await send(handler({ statusCode: 200, headers: { a: ["1"] } }))).status).toBe(502);
    expect((await send(handler({ statusCode: 200, headers: { a: "x".repeat(20_000) } }))).status).toBe(502);
  });
});

it("streams without a prelude what a Function URL then answers as bytes", async () => {
  const handler = async (_: unknown, stream: RawStream) => {
    stream.setContentType("text/plain");
    stream.write("hi");
    stream.end();
  };
  const deployment = await deployRawStream("function-url-stream", handler as never);
  const response = await deployment.send(get());
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(await response.text()).toBe("hi");
});

it("takes the result of a handler that does not stream where a Function URL does", async () => {
  const deployment = await deployRaw("function-url-stream", async () => ({ statusCode: 200, body: "whole" }));
  expect(await (await deployment.send(get())).text()).toBe("whole");
  const rest = await deployRaw("api-gateway-v1-stream", async () => ({ statusCode: 200, body: "whole" }));
  expect((await rest.send(get())).status).toBe(502);
});

it("refuses a handler that streams where the answer has to come in one piece", async () => {
  const deployment = await deployRawStream(
    "api-gateway-v2",
    answering((stream) => {
      stream.write("x");
      stream.end();
    }),
  );
  expect((await deployment.send(get())).status).toBe(502);
});

it("gives the handler an object that is no Writable and yet finishes", async () => {
  let isWritable: boolean | undefined;
  const { Writable } = await import("node:stream");
  const deployment = await deployRawStream(
    "function-url-stream",
    answering(async (stream) => {
      isWritable = stream instanceof Writable;
      stream.write("x");
      stream.end();
      await finished(stream);
    }),
  );
  expect(await (await deployment.send(get())).text()).toBe("x");
  expect(isWritable).toBe(false);
});
