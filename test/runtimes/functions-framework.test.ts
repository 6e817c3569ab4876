import { join } from "node:path";
import { createSimulator } from "@onefn/gcp/simulator";
import { describe, expect, it } from "vitest";
import { bundleModule } from "./harness/bundle.js";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { buildExample } from "./harness/example.js";
import { realServer } from "./harness/real-server.js";
import { ServerProcess } from "./harness/server-process.js";
import { type FrameworkRuntime, frameworks, functionsFramework } from "./runtimes/functions-framework.js";

/** Milliseconds. */
const TIMEOUT = 30_000;

function describeFramework(name: string, runtime: FrameworkRuntime, file: string): void {
  const host = realServer((load, { adapt = {}, timeout = TIMEOUT }) =>
    runtime.command(file, {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_OPTIONS: JSON.stringify(adapt),
      CLOUD_RUN_TIMEOUT_SECONDS: String(timeout / 1_000),
    }),
  );
  describeRuntime(name, createSimulator(host), host);
}

const fixture = join(import.meta.dirname, "functions-framework/fixtures/framework.mjs");
const hello = await buildExample("hello", "gcp");

for (const runtime of frameworks) {
  describeFramework(runtime.name, runtime, "gcp.mjs");

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

const newest = functionsFramework(24);
const registering = await bundleModule("gcp-register.mjs", "@google-cloud/functions-framework");
describeFramework(`${newest.name}, by register`, newest, registering);
