import { http, text } from "onefn";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stream } from "../src/index.js";
import { events, lambdaContext } from "./events.js";

const page = http(() => text("hello"));

describe("outside of Lambda's runtime", () => {
  it("is refused at once, with a way out", () => {
    expect(() => stream(page)).toThrow(
      expect.objectContaining({ code: "ONEFN_NO_STREAMING", message: expect.stringContaining("adapt(fn)") }),
    );
  });
});

describe("in Lambda's runtime", () => {
  const runtime = globalThis as { awslambda?: unknown };

  beforeEach(() => {
    runtime.awslambda = {
      streamifyResponse: (handler: unknown) => handler,
      HttpResponseStream: {
        from(to: Sink, prelude: object) {
          to.prelude = prelude;
          return to;
        },
      },
    };
  });
  afterEach(() => {
    delete runtime.awslambda;
  });

  class Sink {
    prelude: object | undefined;
    readonly written: unknown[] = [];
    ended = false;
    write(chunk: unknown) {
      this.written.push(chunk);
      return true;
    }
    end() {
      this.ended = true;
    }
    once() {}
    off() {}
  }

  it("lets the invocation end though connections are idle, where the runtime would wait for them", async () => {
    const context = lambdaContext({ callbackWaitsForEmptyEventLoop: true });
    await stream(page)(events.functionUrl(), new Sink(), context);
    expect(context.callbackWaitsForEmptyEventLoop).toBe(false);
    const newer = lambdaContext();
    await stream(page)(events.functionUrl(), new Sink(), newer);
    expect("callbackWaitsForEmptyEventLoop" in newer).toBe(false);
  });

  it("writes an empty body too, since the first write is what sends the head", async () => {
    const to = new Sink();
    await stream(http(() => new Response(null, { status: 304 })))(events.apiGatewayV1(), to);
    expect([to.prelude, to.written, to.ended]).toEqual([{ statusCode: 304, headers: {} }, [""], true]);
  });

  it("ends the stream of a ping that keeps the function warm", async () => {
    const to = new Sink();
    await stream(page)({ warmup: true }, to);
    expect(to.ended).toBe(true);
  });

  it("refuses a body whose pieces are no bytes, which the runtime would write as JSON", async () => {
    const to = new Sink();
    const pieces = new ReadableStream({
      start(controller) {
        controller.enqueue({ secret: 1 });
        controller.close();
      },
    });
    const handler = stream(
      http(() => new Response(pieces)),
      { log: () => {} },
    );
    await expect(handler(events.functionUrl(), to)).rejects.toMatchObject({ code: "ONEFN_STREAM_FAILED" });
    expect([to.written, to.ended]).toEqual([[""], false]);
  });

  it("refuses events of wires that cannot stream, and of other kinds", async () => {
    for (const event of [events.apiGatewayV2(), events.alb(), events.sqs({})]) {
      await expect(stream(page)(event, new Sink())).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
    }
  });
});
