import { join } from "node:path";
import { createSimulator } from "@onefn/azure/simulator";
import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { realWorkers } from "./azure/host.js";
import type { Child } from "./harness/child.js";
import { ServerProcess } from "./harness/server-process.js";
import { LambdaProcess } from "./lambda/process.js";
import { type LambdaRuntime, lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";
import { azureRuntimes } from "./runtimes/azure.js";
import { frameworks } from "./runtimes/functions-framework.js";
import { bunServer, denoServer, nodeServers } from "./runtimes/server.js";

// A promise that no code awaits and that is rejected. The contract cannot ask for it: the process that plays a provider
// is the test's own, and would end.
const CODE = "ONEFN_UNHANDLED_REJECTION";

/** Waits for the line, which has to be there: its process may have ended. */
async function lineOf(child: Child): Promise<string> {
  for await (const line of child.follow()) if (line.includes(CODE)) return line;
  throw new Error(`No line names the function:\n${child.lines.join("\n")}`);
}

const named = <T extends { readonly name: string }>(runtimes: readonly T[]) =>
  runtimes.map((each) => [each.name, each] as const);

async function startLambda(runtime: LambdaRuntime): Promise<LambdaProcess> {
  const fixtures = join(import.meta.dirname, "lambda/fixtures");
  const started = await LambdaProcess.start(runtime.command(fixtures, "floating.handler"));
  if (started instanceof LambdaProcess) return started;
  throw new Error(started.errorMessage);
}

const BATCH = JSON.stringify({
  Records: ["first", "floating", "last"].map((body, index) => ({
    messageId: `m-${index + 1}`,
    body,
    attributes: { ApproximateReceiveCount: "1" },
    messageAttributes: {},
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-1:123456789012:orders",
  })),
});
const REQUEST = JSON.stringify({
  version: "2.0",
  rawPath: "/hello",
  rawQueryString: "",
  headers: { host: "api.example.com" },
  requestContext: { domainName: "id.execute-api.eu-west-1.amazonaws.com", http: { method: "GET" } },
  isBase64Encoded: false,
});

const survives = ({ version }: LambdaRuntime) => version.startsWith("4.");

it.each(named(lambdaRuntimes))("%s: the record is named, and a batch is answered", async (_, runtime) => {
  const lambda = await startLambda(runtime);
  const answer = await lambda.invoke(BATCH, { requestId: "id-1" }, 5_000);
  const line = await lineOf(lambda.child);
  expect(JSON.parse(line)).toMatchObject({ level: "ERROR", requestId: "id-1", code: CODE });
  expect(line).toContain("sqs record 2 of 3 (id m-2)");
  expect(line).toContain("nobody awaits this");
  if (survives(runtime)) {
    expect(answer).toEqual({ kind: "result", payload: '{"batchItemFailures":[]}' });
    expect((await lambda.invoke(BATCH, { requestId: "id-2" }, 5_000)).kind).toBe("result");
  } else {
    // Lambda's own listener ends the process, and the whole batch comes again.
    expect(answer).toMatchObject({ kind: "error" });
    expect(await lambda.child.ended).toBe(128);
  }
  await lambda.stop();
});

it.each(named(lambdaRuntimes))("%s: the http function is named", async (_, runtime) => {
  const lambda = await startLambda(runtime);
  const answer = await lambda.invoke(REQUEST, { requestId: "id-1" }, 5_000);
  expect(await lineOf(lambda.child)).toContain("hello began last");
  expect(answer.kind).toBe(survives(runtime) ? "result" : "error");
  await lambda.stop();
});

it.each(named([...nodeServers, denoServer, bunServer]))(
  "%s: the function is named, and other requests are answered",
  async (_, runtime) => {
    const { url, child } = await ServerProcess.start(runtime.command("floating-server.mjs", {}));
    const answers = ["/beside", "/floating"].map((path) => fetch(new URL(path, url)));
    const texts = await Promise.all(answers.map(async (answer) => (await answer).text()));
    expect(texts).toEqual(["beside is answered", "floating is answered"]);
    expect(await lineOf(child)).toContain("floating began last");
    await child.stop();
  },
);

it.each(named(azureRuntimes))("%s: other invocations of the worker are answered", async (_, runtime) => {
  const host = realWorkers(() => runtime.command("floating-azure.mjs", { FUNCTIONS_WORKER_RUNTIME: "node" }));
  const deployment = await findWire(createSimulator(host), "http", "http").deploy(() => ({}));
  const answers = ["beside", "floating"].map((path) =>
    deployment.send(new Request(`https://app.example/api/${path}`)),
  );
  const texts = await Promise.all(answers.map(async (answer) => (await answer).text()));
  expect(texts).toEqual(["beside is answered", "floating is answered"]);
  expect(deployment.lines.join("\n")).toContain("floating began last");
  expect(host.crashes).toBe(0);
  await host.stop();
});

it.each(named(frameworks))("%s: the framework fails that request alone", async (_, runtime) => {
  const { url, child } = await ServerProcess.start(runtime.command("floating-gcp.mjs"));
  const answers = ["/beside", "/floating"].map((path) => fetch(new URL(path, url)));
  const texts = await Promise.all(
    answers.map(async (answer) => [(await answer).status, await (await answer).text()]),
  );
  // It runs each call in a domain, which catches what the call leaves behind: no listener of the process is asked.
  expect(texts).toEqual([
    [200, "beside is answered"],
    [500, "nobody awaits this"],
  ]);
  expect(child.lines.join("\n")).toContain("Error: nobody awaits this");
  await child.stop();
});
