import { join } from "node:path";
import { expect, it } from "vitest";
import { type LambdaRuntime, lambdaRuntimes } from "../runtimes/aws-lambda-ric.js";
import { LambdaProcess } from "./process.js";

const EVENT = {
  version: "2.0",
  routeKey: "$default",
  rawPath: "/hello/Ada",
  rawQueryString: "",
  headers: { host: "api.example.com" },
  requestContext: { domainName: "api.example.com", http: { method: "GET", path: "/hello/Ada" } },
  isBase64Encoded: false,
};

const named = lambdaRuntimes.map((each) => [each.name, each] as const);

it.each(named)("%s answers JSON without loading undici", async (_, runtime) => {
  const { body, loaded } = await invoke(runtime, "../entries", "hello.handler");
  expect(JSON.parse(body)).toEqual({ hello: "Ada" });
  expect(loaded.filter((name: string) => name.includes("undici"))).toEqual([]);
});

it.each(named)("%s tells when undici is loaded", async (_, runtime) => {
  const { loaded } = await invoke(runtime, "fixtures", "raw.native");
  expect(loaded.some((name: string) => name.includes("undici"))).toBe(true);
});

async function invoke(runtime: LambdaRuntime, folder: string, handler: string) {
  const lambda = await LambdaProcess.start(runtime.command(join(import.meta.dirname, folder), handler));
  if (!(lambda instanceof LambdaProcess)) throw new Error(lambda.errorMessage);
  const answer = await lambda.invoke(JSON.stringify(EVENT), { requestId: "id-1" }, 5000);
  await lambda.stop();
  if (answer.kind !== "result") throw new Error(answer.kind);
  return JSON.parse(answer.payload);
}
