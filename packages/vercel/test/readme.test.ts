import { readFileSync } from "node:fs";
import { createQueues, vercelCron } from "@onefn/vercel/simulator";
import { describe, expect, it, vi } from "vitest";
import { capabilities } from "../src/capabilities.js";
import cron from "./readme/cron.js";
import edge, { config } from "./readme/edge.js";
import hello from "./readme/hello.js";
import orders from "./readme/orders.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's examples", () => {
  it.each([
    ["api/index.ts", "hello.ts"],
    ["api/edge.ts", "edge.ts"],
    ["api/orders.ts", "orders.ts"],
    ["api/cron.ts", "cron.ts"],
  ])("%s is what is run here", (file, source) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${source}`)}\`\`\``);
  });

  it("answer", async () => {
    const headers = { "x-vercel-ip-country": "DE", "x-vercel-ip-city": "K%C3%B6ln" };
    const response = await hello.fetch(new Request("https://shop.example/hello/ada", { headers }));
    expect(await response.json()).toEqual({ hello: "ada", from: "Köln" });
  });

  it("take messages", async () => {
    const queues = createQueues();
    const asked = vi.spyOn(globalThis, "fetch").mockImplementation(queues.fetch);
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    const { status } = await orders.fetch(queues.push({ body: "{}" }), queues.context);
    asked.mockRestore();
    expect([status, log.mock.calls.length]).toEqual([200, 1]);
    log.mockRestore();
  });

  it("run by cron jobs that know the secret", async () => {
    vi.stubEnv("CRON_SECRET", "secret");
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    const denied = vi.spyOn(console, "error").mockImplementation(() => {});
    const statusOf = async (secret: string) =>
      (await cron.fetch(vercelCron("0 8 * * 1-5", { secret }))).status;
    expect([await statusOf("secret"), await statusOf("secre")]).toEqual([204, 401]);
    expect(log.mock.calls.map(([line]) => JSON.parse(line).message)).toEqual(["reporting"]);
    log.mockRestore();
    denied.mockRestore();
    vi.unstubAllEnvs();
  });

  it("answer at the edge", async () => {
    expect(config.runtime).toBe("edge");
    const response = await edge(new Request("https://shop.example/"), { waitUntil: () => {} });
    expect(await response.text()).toBe("hello from the edge");
  });
});

describe("the README's list of gaps", () => {
  const gaps = Object.values(capabilities).flatMap((wire) =>
    Object.entries(wire).filter(([, { supported }]) => !supported),
  );

  it.each([...new Set(gaps.map(([name]) => name))])("names %s", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
