import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { lambdaRuntimes } from "../runtimes/aws-lambda-ric.js";
import { LambdaProcess } from "./process.js";

const fixtures = join(import.meta.dirname, "fixtures");

describe.each(lambdaRuntimes.map((each) => [each.name, each] as const))("%s", (_, runtime) => {
  const started: LambdaProcess[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.stop()));
  });

  async function start(handler: string): Promise<LambdaProcess> {
    const lambda = await LambdaProcess.start(runtime.command(fixtures, `raw.${handler}`));
    if (!(lambda instanceof LambdaProcess)) throw new Error(lambda.errorMessage);
    started.push(lambda);
    return lambda;
  }

  it("hands over event and context, and has the log lines when the answer is there", async () => {
    const lambda = await start("echo");
    const answer = await lambda.invoke('{"a":"ä"}', { requestId: "id-1" }, 1000);
    expect(answer).toEqual({ kind: "result", payload: '{"event":{"a":"ä"},"left":true}' });
    expect(lambda.child.lines.some((line) => line.includes("seen id-1"))).toBe(true);
  });

  it("freezes between invocations", async () => {
    const lambda = await start("beat");
    await lambda.invoke("{}", { requestId: "id-1" }, 1000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const answer = await lambda.invoke("{}", { requestId: "id-2" }, 1000);
    if (answer.kind !== "result") throw new Error(answer.kind);
    // A process that runs on would count to 30; one that thaws fires a timer that is due once.
    expect(Number(answer.payload)).toBeLessThan(10);
  });

  it("reports what the handler throws, and serves on", async () => {
    const lambda = await start("fail");
    const failed = { kind: "error", errorType: "TypeError", errorMessage: "no" };
    expect(await lambda.invoke("{}", { requestId: "id-1" }, 1000)).toEqual(failed);
    expect(await lambda.invoke("{}", { requestId: "id-2" }, 1000)).toEqual(failed);
  });

  it("reports a process that ends", async () => {
    const lambda = await start("exit");
    const answer = await lambda.invoke("{}", { requestId: "id-1" }, 1000);
    expect(answer).toMatchObject({ kind: "error", errorType: "Runtime.ExitError" });
    expect(lambda.alive).toBe(false);
  });

  it("ends the process of a handler that takes too long", async () => {
    const lambda = await start("hang");
    expect(await lambda.invoke("{}", { requestId: "id-1" }, 100)).toEqual({ kind: "timeout" });
    expect(lambda.alive).toBe(false);
  });

  it("reports a function that cannot start", async () => {
    const answer = await LambdaProcess.start(runtime.command(fixtures, "raw.missing"));
    expect(answer).toMatchObject({ errorType: "Runtime.HandlerNotFound" });
  });

  it("streams the prelude and the body", async () => {
    const lambda = await start("stream");
    const answer = await lambda.invoke("{}", { requestId: "id-1" }, 1000);
    if (answer.kind !== "stream") throw new Error(answer.kind);
    expect(answer.contentType).toBe("application/vnd.awslambda.http-integration-response");
    expect(await new Response(answer.body).text()).toBe(`{"statusCode":200}${"\0".repeat(8)}onetwo`);
  });

  it("errors the stream of a handler that fails midway, and serves on", async () => {
    const lambda = await start("stream");
    const failed = await lambda.invoke('{"fail":true}', { requestId: "id-1" }, 1000);
    if (failed.kind !== "stream") throw new Error(failed.kind);
    await expect(new Response(failed.body).text()).rejects.toThrow("midway");
    await lambda.free();
    const answer = await lambda.invoke("{}", { requestId: "id-2" }, 1000);
    expect(answer.kind).toBe("stream");
  });

  it("reports a streaming handler that fails before it has written, and serves on", async () => {
    const lambda = await start("refuse");
    const failed = { kind: "error", errorType: "TypeError", errorMessage: "no" };
    expect(await lambda.invoke("{}", { requestId: "id-1" }, 1000)).toEqual(failed);
    expect(await lambda.invoke("{}", { requestId: "id-2" }, 1000)).toEqual(failed);
  });
});
