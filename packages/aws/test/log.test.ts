import { http, message, text } from "onefn";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt } from "../src/index.js";
import { events, lambdaContext } from "./events.js";

const talk = http((_, { log }) => {
  log.debug("details");
  log.warn("stock is low", { sku: "a-1", left: 2n, cause: new Error("three orders at once") });
  return text("ok");
});

async function linesOf(event: unknown, context = lambdaContext(), fn: Parameters<typeof adapt>[0] = talk) {
  const lines: string[] = [];
  await adapt(fn, { log: (line) => lines.push(line) })(event, context);
  return lines.map((line) => JSON.parse(line));
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("log lines", () => {
  it("are Lambda's JSON, with the request's id and trace", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const [, line] = await linesOf(events.functionUrl({ headers: { traceparent } }));
    expect(line).toMatchObject({
      level: "WARN",
      message: "stock is low",
      requestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      sku: "a-1",
      left: "2",
      cause: { name: "Error", message: "three orders at once" },
    });
    expect(new Date(line.timestamp).toISOString()).toBe(line.timestamp);
  });

  it("have the trace that Lambda gives, where the request has none of its own", async () => {
    const trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    const [line] = await linesOf(events.sqs({}), lambdaContext({ xRayTraceId: trace }), logging);
    expect(line.traceId).toBe("5759e988bd862e3fe1be46a994272793");
    vi.stubEnv("_X_AMZN_TRACE_ID", trace);
    expect((await linesOf(events.sqs({}), lambdaContext(), logging))[0].traceId).toBe(line.traceId);
  });

  it("keep what a field says apart from what Lambda says", async () => {
    const forge = http((_, { log }) => {
      log.info("one\ntwo", { level: "FATAL", requestId: "forged", timestamp: "never", message: "other" });
      return text("ok");
    });
    const [line] = await linesOf(events.alb(), lambdaContext(), forge);
    expect(line).toMatchObject({ level: "INFO", message: "one\ntwo" });
    expect(line.requestId).not.toBe("forged");
  });

  it.each([
    ["DEBUG", ["DEBUG", "WARN"]],
    ["WARN", ["WARN"]],
    ["ERROR", []],
    ["FATAL", []],
  ])("of less than AWS_LAMBDA_LOG_LEVEL=%s are not written", async (level, written) => {
    vi.stubEnv("AWS_LAMBDA_LOG_LEVEL", level);
    expect((await linesOf(events.alb())).map((line) => line.level)).toEqual(written);
  });

  it("go to standard output, one line each", async () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await adapt(talk)(events.alb(), lambdaContext());
    const written = write.mock.calls.map(([chunk]) => String(chunk));
    write.mockRestore();
    expect(written).toHaveLength(2);
    for (const line of written) expect(line).toMatch(/^\{.*\}\n$/);
  });
});

const logging = message((_, { log }) => log.info("got it"));
