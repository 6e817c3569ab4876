import { join } from "node:path";
import { expect, it } from "vitest";
import { LeavingClient } from "./harness/leaving-client.js";
import { RepeatingClient } from "./harness/repeating-client.js";
import { ServerProcess } from "./harness/server-process.js";
import { SLACK, USAGE_FLAGS, usageOf } from "./harness/usage.js";
import { LambdaProcess } from "./lambda/process.js";
import { lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";
import { nodeServers } from "./runtimes/server.js";

const WARM_UP = 10_000;
const REQUESTS = 100_000;

/** Connections at once. */
const CLIENTS = 32;

const EVENT = {
  version: "2.0",
  routeKey: "$default",
  rawPath: "/echo",
  rawQueryString: "a=b",
  cookies: ["session=abc"],
  headers: { host: "api.example.com", "content-type": "text/plain" },
  requestContext: { domainName: "api.example.com", http: { method: "POST", path: "/echo" } },
  body: "hello",
  isBase64Encoded: false,
};

it.each(nodeServers.map((each) => [each.name, each] as const))(
  "%s serves 100,000 requests without growth of the heap",
  async (_, runtime) => {
    const env = { CONTRACT_FUNCTIONS: "http" };
    const { url, child } = await ServerProcess.start(runtime.command("server.mjs", env, USAGE_FLAGS));
    const { host } = new URL(url);
    const request = `POST /echo?a=b HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello`;
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () => RepeatingClient.connect(new URL(url), request)),
    );
    await times(WARM_UP, clients);
    const before = await usageOf(child);
    await times(REQUESTS, clients);
    const after = await usageOf(child);
    for (const client of clients) client.close();
    await child.stop();
    expect(after.heap - before.heap).toBeLessThan(SLACK);
  },
  300_000,
);

it.each(nodeServers.map((each) => [each.name, each] as const))(
  "%s keeps nothing of 10,000 requests that listened to their signals, nor of those whose clients left",
  async (_, runtime) => {
    const { url, child } = await ServerProcess.start(runtime.command("listening.mjs", {}, USAGE_FLAGS));
    const { host } = new URL(url);
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () =>
        RepeatingClient.connect(new URL(url), `GET /listen/0 HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      ),
    );
    const waiting = { url: new URL("/listen/60000", url), reads: true };
    const round = async (answered: number, left: number) => {
      await times(answered, clients);
      for (let count = 0; count < left; count++) await (await LeavingClient.come(waiting)).leave("destroy");
    };
    await round(1_000, 50);
    const before = await usageOf(child);
    await round(10_000, 200);
    const after = await usageOf(child);
    for (const client of clients) client.close();
    await child.stop();
    expect(after.heap - before.heap).toBeLessThan(SLACK);
  },
  300_000,
);

it.each(lambdaRuntimes.map((each) => [each.name, each] as const))(
  "%s runs 100,000 invocations without growth of the heap",
  async (_, runtime) => {
    const fixtures = join(import.meta.dirname, "lambda/fixtures");
    const env = { CONTRACT_FUNCTIONS: "http" };
    const lambda = await LambdaProcess.start(runtime.command(fixtures, "heap.handler", env, ["--expose-gc"]));
    if (!(lambda instanceof LambdaProcess)) throw new Error(lambda.errorMessage);
    const heapAfter = async (times: number) => {
      const event = JSON.stringify({ event: EVENT, times });
      const answer = await lambda.invoke(event, { requestId: `id-${times}` }, 120_000);
      if (answer.kind !== "result") throw new Error(JSON.stringify(answer));
      return Number(answer.payload);
    };
    const before = await heapAfter(WARM_UP);
    const after = await heapAfter(REQUESTS);
    await lambda.stop();
    expect(after - before).toBeLessThan(SLACK);
  },
  300_000,
);

async function times(count: number, clients: readonly RepeatingClient[]): Promise<void> {
  let left = count;
  const work = async (client: RepeatingClient) => {
    while (left-- > 0) await client.send();
  };
  await Promise.all(clients.map(work));
}
