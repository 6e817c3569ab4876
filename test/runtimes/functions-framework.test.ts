import { join } from "node:path";
import {
  cloudTask,
  createSimulator,
  type FrameworkOptions,
  pubsubPush,
  pubsubPushUnwrapped,
} from "@onefn/gcp/simulator";
import { describe, expect, it } from "vitest";
import { bundleModule } from "./harness/bundle.js";
import { nameOf, writeOptions } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { buildExample } from "./harness/example.js";
import { type Extent, withWires } from "./harness/extent.js";
import { realServer } from "./harness/real-server.js";
import { ServerProcess } from "./harness/server-process.js";
import { type FrameworkRuntime, frameworks, functionsFramework } from "./runtimes/functions-framework.js";

/** Milliseconds. */
const TIMEOUT = 30_000;

function describeFramework(name: string, runtime: FrameworkRuntime, file: string, extent: Extent): void {
  const host = realServer<FrameworkOptions>((load, { adapt = {}, timeout = TIMEOUT, signature = "http" }) =>
    runtime.command(file, {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_OPTIONS: writeOptions(adapt),
      CLOUD_RUN_TIMEOUT_SECONDS: String(timeout / 1_000),
      FUNCTION_SIGNATURE_TYPE: signature,
    }),
  );
  const simulator = createSimulator(host);
  describeRuntime(name, withWires(simulator, extent), host);
}

const messages = join(import.meta.dirname, "functions-framework/fixtures/messages.mjs");
const fixture = join(import.meta.dirname, "functions-framework/fixtures/framework.mjs");
const hello = await buildExample("hello", "gcp");

for (const runtime of frameworks) {
  describeFramework(
    runtime.name,
    runtime,
    "gcp.mjs",
    runtime === frameworks[0] ? "all of http" : "one a kind",
  );

  describe(`${runtime.name} in its own process`, () => {
    const start = (file: string, env: Readonly<Record<string, string>> = {}) =>
      ServerProcess.start(runtime.command(file, env));

    it("serves the hello example", async () => {
      const { url, child } = await start(hello);
      const response = await fetch(new URL("/hello/ada", url));
      expect(await response.json()).toEqual({ hello: "ada" });
      await child.stop();
    });

    it("ends at once when SIGTERM arrives, and cuts a client off in mid-stream", async () => {
      const { url, child } = await start("gcp.mjs", { CONTRACT_FUNCTIONS: "http" });
      const response = await fetch(new URL("/stream/two", url));
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const { value } = await reader.read();
      child.signal("SIGTERM");
      await expect(reader.read()).rejects.toThrow("terminated");
      expect([Buffer.from(value ?? []).toString(), await child.ended]).toEqual(["first ", 0]);
    });

    it("labels what onefn logs as it labels what is said by console", async () => {
      const { url, child } = await start(fixture, { LOG_EXECUTION_ID: "true" });
      const { requestId } = (await (await fetch(new URL("/talk", url))).json()) as { requestId: string };
      const said: Record<string, unknown>[] = [];
      for await (const line of child.follow()) {
        if (line.includes("said by")) said.push(JSON.parse(line));
        if (said.length === 2) break;
      }
      await child.stop();
      expect(said.map(({ message }) => String(message).trim())).toEqual(["said by console", "said by log"]);
      for (const line of said) {
        expect(line["logging.googleapis.com/labels"]).toEqual({ execution_id: requestId });
      }
    });

    it("aborts its own controller when a body has been read, which signal does not follow", async () => {
      const { url, child } = await start(fixture, { CLOUD_RUN_TIMEOUT_SECONDS: "60" });
      const init = { method: "POST", body: "read", headers: { "content-type": "text/plain" } };
      // The first request of a process is spared: the framework loads a module before it attaches its listeners.
      await fetch(new URL("/aborted", url), init);
      const response = await fetch(new URL("/aborted", url), init);
      expect(await response.json()).toEqual({ framework: true, onefn: false });
      await child.stop();
    });

    it("has its own timeout beside the deadline, at which signal fires", async () => {
      const env = { CONTRACT_FUNCTIONS: "http", CONTRACT_OPTIONS: '{"margin":850}' };
      const { url, child } = await start("gcp.mjs", { ...env, CLOUD_RUN_TIMEOUT_SECONDS: "1" });
      const response = await fetch(new URL("/deadline", url));
      expect(await response.json()).toMatchObject({ aborted: true, reason: "TimeoutError" });
      await child.stop();
    });
  });
}

/** Every form in which a message is sent to a function, as a request. */
const FORMS = {
  wrapped: asJson({ ...pubsubPush({ body: "hello", key: "k", attributes: { n: "1" } }), deliveryAttempt: 2 }),
  "wrapped, attributes alone": asJson(pubsubPush({ body: "", key: "k", attributes: { n: "1" } })),
  unwrapped: pubsubPushUnwrapped({ body: "hello", key: "k", attributes: { n: "1" } }),
  "unwrapped, attributes alone": pubsubPushUnwrapped({ body: "", key: "k", attributes: { n: "1" } }),
  "unwrapped JSON": pubsubPushUnwrapped({ body: "{}", contentType: "application/json", key: "k" }),
  "unwrapped, without metadata": { headers: {}, body: "hello" },
  task: cloudTask({ body: "hello", attributes: { n: "1" } }),
  "a task of JSON": cloudTask({ body: "{}", contentType: "application/json" }),
};

function asJson(document: object) {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(document) };
}

const SUBSCRIPTION = "//pubsub.googleapis.com/projects/simulated/subscriptions/orders";
const QUEUE = "//cloudtasks.googleapis.com/queues/orders";
const n = { n: "1" };

/** What arrives of each form, by the signature that the function is deployed with: nothing where it is refused. */
const ARRIVING: Readonly<
  Record<"http" | "cloudevent", Readonly<Record<keyof typeof FORMS, object | undefined>>>
> = {
  http: {
    wrapped: { source: SUBSCRIPTION, data: "hello", attributes: n, key: "k", attempt: 2 },
    "wrapped, attributes alone": { source: SUBSCRIPTION, data: "", attributes: n, key: "k" },
    unwrapped: { source: SUBSCRIPTION, data: "hello", attributes: n, key: "k" },
    "unwrapped, attributes alone": { source: SUBSCRIPTION, data: "", attributes: n, key: "k" },
    "unwrapped JSON": { source: SUBSCRIPTION, data: "{}", attributes: {}, key: "k" },
    "unwrapped, without metadata": undefined,
    task: { source: QUEUE, data: "hello", attributes: n, attempt: 1 },
    "a task of JSON": { source: QUEUE, data: "{}", attributes: {}, attempt: 1 },
  },
  // The framework makes a CloudEvent of a push, and loses where it is from, its key and its attempt. It does not know a
  // push without data, which it hands over as it is, and has nothing of other requests but their JSON.
  cloudevent: {
    wrapped: { source: "//pubsub.googleapis.com/", data: "hello", attributes: n },
    "wrapped, attributes alone": { source: SUBSCRIPTION, data: "", attributes: n, key: "k" },
    unwrapped: undefined,
    "unwrapped, attributes alone": undefined,
    "unwrapped JSON": undefined,
    "unwrapped, without metadata": undefined,
    task: undefined,
    "a task of JSON": undefined,
  },
};

describe.each(["http", "cloudevent"] as const)("a function of the signature %s", (signature) => {
  it.each(frameworks)(
    "gets of each form of a message what the framework hands over: $name",
    async (runtime) => {
      const { url, child } = await ServerProcess.start(
        runtime.command(messages, { FUNCTION_SIGNATURE_TYPE: signature }),
      );
      const arrived: Record<string, unknown> = {};
      for (const [form, sent] of Object.entries(FORMS)) {
        const from = child.lines.length;
        const { status } = await fetch(url, { method: "POST", ...sent });
        const line = child.lines.slice(from).find((each) => each.includes('"got"'));
        // What is acknowledged has arrived, and what has arrived is acknowledged.
        expect([form, status]).toEqual([form, line === undefined ? 500 : 204]);
        const { id: _, ...got } = line === undefined ? {} : JSON.parse(line).got;
        arrived[form] = line === undefined ? undefined : got;
      }
      await child.stop();
      expect(arrived).toEqual(ARRIVING[signature]);
    },
  );
});

const newest = functionsFramework(24);
const registering = await bundleModule("gcp-register.mjs", "@google-cloud/functions-framework");
describeFramework(`${newest.name}, by register`, newest, registering, "all");
