import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type MessageFunction, message } from "onefn";
import { logRejection } from "onefn/provider";
import { describe, expect, onTestFinished, test } from "vitest";
import { adapt } from "../src/message/sqs.js";

/** Runs fixtures/floating.ts in a process of its own, which has no listener but what the adapter adds. */
async function run(env: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), "onefn-aws-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "floating.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("fixtures/floating.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["onefn-source"],
    ignoreAnnotations: true,
  });
  const child = spawn(process.execPath, [file], { env: { PATH: process.env.PATH, ...env } });
  let output = "";
  child.stdout.on("data", (bytes) => {
    output += bytes;
  });
  const [code] = await once(child, "close");
  return { code, lines: output.split("\n").filter(Boolean) };
}

describe("a promise that no code awaits", () => {
  test("leaves the batch its answer in Lambda, and the log names the record", async () => {
    const { code, lines } = await run({ AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001" });
    const [line = "", answer] = lines;
    expect([code, answer]).toEqual([0, '{"batchItemFailures":[]}']);
    expect(JSON.parse(line)).toMatchObject({
      level: "ERROR",
      code: "ONEFN_UNHANDLED_REJECTION",
      message: expect.stringContaining("sqs record 2 of 3 (id m-2) began last"),
      error: { message: "nobody awaits this" },
    });
  });

  test("ends the process outside of Lambda, as it does without an adapter", async () => {
    expect(await run({})).toEqual({ code: 1, lines: [] });
  });
});

describe("the line names the records in hand", () => {
  /** What is logged of a promise that is rejected 20 ms after the batch has come. */
  async function named(fn: MessageFunction, groups: readonly string[] = [], queue = "orders") {
    const lines: string[] = [];
    const handler = adapt(fn, { log: (line) => void lines.push(line) });
    const Records = Array.from({ length: 4 }, (_, index) => ({
      messageId: `m-${index}`,
      body: "x",
      attributes: { MessageGroupId: groups[index] },
      eventSource: "aws:sqs",
      eventSourceARN: `arn:aws:sqs:eu-west-1:123456789012:${queue}`,
    }));
    const answer = handler({ Records });
    await sleep(20);
    logRejection(new Error("nobody awaits this"));
    await answer;
    return [...(lines[0] ?? "").matchAll(/id (m-\d)/g)].map(([, id]) => id);
  }
  const slow = async ({ id }: { readonly id: string }) => {
    if (id !== "m-0") await sleep(60);
  };

  test("one after the other", async () => {
    expect(await named(message({ concurrency: 1 }, slow))).toEqual(["m-1"]);
  });
  test("several at once", async () => {
    expect(await named(message({ concurrency: 2 }, slow))).toEqual(["m-1", "m-2"]);
  });
  test("in lanes", async () => {
    const fn = message({ concurrency: 4 }, slow);
    expect(await named(fn, ["a", "a", "b", "a"], "orders.fifo")).toEqual(["m-1", "m-2"]);
  });
  test("all of a batch", async () => {
    const fn = message.batch({}, () => sleep(60));
    expect(await named(fn)).toEqual(["m-0", "m-1", "m-2", "m-3"]);
  });
});
