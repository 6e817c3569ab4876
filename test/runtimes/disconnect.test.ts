import { join } from "node:path";
import { expect, it } from "vitest";
import { LeavingClient, type Visit } from "./harness/leaving-client.js";
import { ServerProcess } from "./harness/server-process.js";
import { SLACK, USAGE_FLAGS, usageOf } from "./harness/usage.js";
import { LambdaProcess } from "./lambda/process.js";
import { lambdaRuntimes } from "./runtimes/aws-lambda-ric.js";
import { nodeServers } from "./runtimes/server.js";

const DOWNLOAD = { reads: true };
const UPLOAD = { reads: true, upload: "x".repeat(1_000) };

/** What the handlers of entries/leaving.mjs are doing while their clients go away. */
const WAYS: Readonly<Record<string, Omit<Visit, "url">>> = {
  silent: DOWNLOAD,
  flooding: { reads: false },
  flowing: DOWNLOAD,
  waiting: DOWNLOAD,
  listening: DOWNLOAD,
  upload: UPLOAD,
  "upload-in-pieces": UPLOAD,
  echo: UPLOAD,
  unread: UPLOAD,
};

type Stage = "begun" | "aborted" | "ended";
type Seen = Readonly<Record<string, Readonly<Record<Stage, number>>>>;

/** Clients that are there at once. */
const CROWD = 50;

it.each(nodeServers.map((each) => [each.name, each] as const))(
  "%s: nothing stays of thousands of clients that go away half-way",
  async (_, runtime) => {
    const { url, child } = await ServerProcess.start(runtime.command("leaving.mjs", {}, USAGE_FLAGS));
    const seen = async () => (await (await fetch(new URL("/seen", url))).json()) as Seen;
    let visits = 0;

    /** Waits until every request of a way has come as far. */
    const all = async (way: string, stage: Stage) => {
      while (((await seen())[way]?.[stage] ?? 0) < visits);
    };
    const crowd = async (way: string, visit: Omit<Visit, "url">) => {
      const coming = { ...visit, url: new URL(`/leave/${way}`, url) };
      const clients = await Promise.all(Array.from({ length: CROWD }, () => LeavingClient.come(coming)));
      await all(way, "begun");
      const leaving = clients.map((client, index) =>
        client.leave(index % 2 === 0 ? "destroy" : "resetAndDestroy"),
      );
      await Promise.all(leaving);
      await all(way, "aborted");
      await all(way, "ended");
    };
    const crowds = async (count: number) => {
      for (let index = 0; index < count; index++) {
        visits += CROWD;
        for (const [way, visit] of Object.entries(WAYS)) await crowd(way, visit);
      }
    };

    // V8 compiles and keeps feedback for a while: with less warm-up, Node 22 counts a megabyte of that as growth.
    await crowds(16);
    const before = await usageOf(child);
    await crowds(8);
    const after = await usageOf(child);

    const each = { begun: visits, aborted: visits, ended: visits };
    expect(await seen()).toEqual(Object.fromEntries(Object.keys(WAYS).map((way) => [way, each])));
    expect(after.heap - before.heap).toBeLessThan(SLACK);
    expect(after.handles).toBeLessThanOrEqual(before.handles);
    // One that still counted as running would hold the end up, and turn it into code 1.
    child.signal("SIGTERM");
    expect(await child.ended).toBe(0);
  },
  120_000,
);

// Lambda does not tell a function that its client has gone: the stream goes on to its end, and nobody reads it.
it.each(lambdaRuntimes.map((each) => [each.name, each] as const))(
  "%s: nothing stays of a thousand streams whose clients go away half-way",
  async (_, runtime) => {
    const fixtures = join(import.meta.dirname, "lambda/fixtures");
    const started = await LambdaProcess.start(
      runtime.command(fixtures, "leaving.handler", {}, ["--expose-gc"]),
    );
    if (!(started instanceof LambdaProcess)) throw new Error(started.errorMessage);
    const lambda = started;
    let invocations = 0;

    const open = async (path: string) => {
      const event = {
        version: "2.0",
        routeKey: "$default",
        rawPath: path,
        rawQueryString: "",
        headers: {},
        requestContext: { domainName: "abc.lambda-url.eu-west-1.on.aws", http: { method: "GET", path } },
        isBase64Encoded: false,
      };
      const requestId = `id-${++invocations}`;
      const answer = await lambda.invoke(JSON.stringify(event), { requestId }, 10_000);
      if (answer.kind !== "stream") throw new Error(JSON.stringify(answer));
      return answer.body;
    };
    const leave = async (times: number) => {
      for (let count = 0; count < times; count++) {
        const reader = (await open("/pieces")).getReader();
        await reader.read();
        await reader.cancel();
        await lambda.free();
      }
    };
    const heap = async () => {
      const answer = await new Response(await open("/heap")).text();
      await lambda.free();
      return Number(/heap (\d+)$/.exec(answer)?.[1]);
    };

    await leave(200);
    const before = await heap();
    await leave(1_000);
    const after = await heap();
    await lambda.stop();
    expect(after - before).toBeLessThan(SLACK);
  },
  120_000,
);
