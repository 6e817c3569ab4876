import { http, json } from "onefn";
import { type Exchange, findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { createSimulator, inProcess, simulator } from "../../src/simulator/index.js";
import { deployRaw } from "./raw.js";

const get = () => new Request("https://x.example/");

interface Context {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly xRayTraceId: string;
  getRemainingTimeInMillis(): number;
}

/** What is in the log, as objects. */
function records(lines: readonly string[]): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line));
}

describe("Lambda", () => {
  it("hands over a context with the deadline, and two parameters", async () => {
    let seen: unknown[] = [];
    const deployment = await deployRaw(
      "function-url",
      async (...args) => {
        seen = args;
      },
      { timeout: 3_000 },
    );
    await deployment.send(get());
    const context = seen[1] as Context;
    expect(seen).toHaveLength(2);
    expect(context.invokedFunctionArn).toContain(`function:${context.functionName}`);
    expect(context.xRayTraceId).toMatch(/^Root=1-[\da-f]{8}-[\da-f]{24};Parent=[\da-f]{16};Sampled=0$/);
    expect(context.getRemainingTimeInMillis()).toBeLessThanOrEqual(3_000);
  });

  it("counts the time that is left by the clock that it is given", async () => {
    const left: number[] = [];
    let now = 1_000_000;
    const advance = (ms: number) => {
      now += ms;
    };
    const clock = { now: () => now, advance };
    const deployment = await deployRaw(
      "function-url",
      async (_, context: Context) => {
        left.push(context.getRemainingTimeInMillis());
        clock.advance(400);
        left.push(context.getRemainingTimeInMillis());
      },
      { timeout: 3_000, clock },
    );
    await deployment.send(get());
    expect(left).toEqual([3_000, 2_600]);
  });

  it("carries events and results as JSON", async () => {
    const exchanges: Exchange[] = [];
    const deployment = await deployRaw(
      "function-url",
      async () => ({ statusCode: 200, gone: undefined, date: new Date(0) }),
      { tap: (exchange) => exchanges.push(exchange) },
    );
    await deployment.send(get());
    expect(exchanges[0]?.nativeResult).toEqual({ statusCode: 200, date: "1970-01-01T00:00:00.000Z" });
  });

  it("refuses a handler with a callback", async () => {
    const handler = (_event: unknown, _context: unknown, callback: (error: null, result: unknown) => void) =>
      callback(null, {});
    const deployment = await deployRaw("function-url", handler as never);
    expect((await deployment.send(get())).status).toBe(502);
    expect(deployment.lines.join()).toContain("Runtime.CallbackHandlerDeprecated");
  });

  it("fails with a result over 6 MB", async () => {
    const answer = async (size: number) => {
      const deployment = await deployRaw("function-url", async () => ({
        statusCode: 200,
        body: "x".repeat(size),
      }));
      return [(await deployment.send(get())).status, deployment.lines.join()] as const;
    };
    const overhead = JSON.stringify({ statusCode: 200, body: "" }).length;
    expect((await answer(6_291_556 - overhead))[0]).toBe(200);
    const [status, lines] = await answer(6_291_557 - overhead);
    expect(status).toBe(502);
    expect(lines).toContain("Function.ResponseSizeTooLarge");
  });

  it("answers 502 and writes a line, whatever is thrown", async () => {
    for (const thrown of [
      new TypeError("no"),
      "text",
      undefined,
      null,
      Object.freeze({}),
      Object.create(null),
    ]) {
      const deployment = await deployRaw("function-url", async () => {
        throw thrown;
      });
      const response = await deployment.send(get());
      expect([response.status, await response.json()]).toEqual([502, { message: "Bad Gateway" }]);
      expect(records(deployment.lines)).toMatchObject([{ level: "ERROR", message: {} }]);
    }
  });

  it("fails with a result that is no JSON", async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    for (const result of [circular, { big: 1n }]) {
      const deployment = await deployRaw("function-url", async () => result);
      expect((await deployment.send(get())).status).toBe(502);
    }
  });

  it.each([
    ["function-url", 504],
    ["api-gateway-v1", 504],
    ["alb", 502],
    ["edge-viewer-request", 503],
  ])("ends an invocation at its timeout: %s answers %i", async (trigger, status) => {
    const deployment = await deployRaw(trigger, () => new Promise(() => {}), { timeout: 20 });
    expect((await deployment.send(get())).status).toBe(status);
    expect(records(deployment.lines)).toMatchObject([{ record: { status: "timeout" } }]);
  });

  it("answers whoever disconnects with nothing, and goes on", async () => {
    let finished = () => {};
    const over = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const controller = new AbortController();
    const deployment = await deployRaw("function-url", async () => {
      controller.abort();
      await new Promise(setImmediate);
      finished();
    });
    const request = new Request("https://x.example/", { signal: controller.signal });
    await expect(deployment.send(request)).rejects.toThrow(/abort/i);
    await over;
  });
});

describe("the simulator", () => {
  const wire = findWire(simulator, "http", "api-gateway-v2");

  it("asks for the function before every call", async () => {
    let version = 1;
    const versions = [1, 2].map((each) => http(() => json(each)));
    const deployment = await wire.deploy(() => versions[version - 1] as never);
    const answers = [await (await deployment.send(get())).json()];
    version = 2;
    answers.push(await (await deployment.send(get())).json());
    expect(answers).toEqual([1, 2]);
  });

  it("answers 502 while the function cannot be loaded, and tells why", async () => {
    const errors: unknown[] = [];
    const broken = () => {
      throw new Error("Unexpected token");
    };
    const deployment = await wire.deploy(broken, { tap: ({ error }) => errors.push(error) });
    expect((await deployment.send(get())).status).toBe(502);
    expect(errors).toMatchObject([{ message: "Unexpected token" }]);
  });

  it("hands the adapter its options, and keeps its log", async () => {
    const fn = http({ path: "/hello" }, (_, context) => {
      context.log.info("seen");
      return json(context.remainingMs());
    });
    const deployment = await wire.deploy(() => fn, {
      adapt: { basePath: "/prod", margin: 0 },
      timeout: 1_000,
    });
    const response = await deployment.send(new Request("https://x.example/prod/hello"));
    expect(response.status).toBe(200);
    expect(await response.json()).toBeGreaterThan(500);
    expect(records(deployment.lines)).toMatchObject([{ level: "INFO", message: "seen" }]);
  });

  it("says that work was lost which logs after its invocation was over", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const fn = http((_, context) => {
      setImmediate(() => {
        context.log.info("late");
        context.log.info("later");
        finish();
      });
      return json({});
    });
    const deployment = await wire.deploy(() => fn);
    await deployment.send(get());
    await finished;
    expect(deployment.lines).toHaveLength(1);
    expect(deployment.lines[0]).toContain("work continued after its invocation ended");
  });

  it("plays every wire, with no two of one name", () => {
    const triggers = simulator.wires.map(({ trigger }) => trigger);
    expect(new Set(triggers).size).toBe(triggers.length);
    expect(triggers).toContain("edge-origin-request");
    expect(triggers).toContain("sqs-fifo");
  });

  it("takes another adapter in place of its own", async () => {
    const adapt = () => async () => ({ statusCode: 418 });
    const aws = createSimulator(inProcess({ adapt, stream: adapt }));
    const deployment = await findWire(aws, "http", "api-gateway-v2").deploy(() => http(() => json({})));
    expect((await deployment.send(get())).status).toBe(418);
  });
});
