import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { capabilities } from "../src/capabilities.js";
import { adapt } from "../src/index.js";
import { cron, queue, r2 } from "../src/simulator/index.js";
import { price } from "./readme/bindings.js";
import orders from "./readme/orders.js";
import schedules from "./readme/schedules.js";
import { Tasks } from "./readme/tasks.js";
import uploads from "./readme/uploads.js";
import worker from "./readme/worker.js";
import { TestContext } from "./workers.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's examples", () => {
  it.each(["worker.ts", "bindings.ts", "orders.ts", "uploads.ts", "schedules.ts", "tasks.ts", "days.ts"])(
    "are %s, which is run here",
    (file) => {
      expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${file}`)}\`\`\``);
    },
  );

  it("answer", async () => {
    const request = new Request("https://shop.example/hello/ada");
    const response = await worker.fetch(request, {}, new TestContext());
    expect(await response.json()).toEqual({ hello: "ada" });
  });

  it("run on their schedules", async () => {
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    for (const expression of ["30 3 * * *", "*/15 * * * *"])
      await schedules.scheduled(cron(expression), {}, new TestContext());
    expect(log.mock.calls.map(([line]) => JSON.parse(line).message)).toEqual(["cleaning up", "polling"]);
    log.mockRestore();
  });

  it("take messages", async () => {
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    const batch = queue([
      { id: "1", body: { sku: "a" } },
      { id: "2", body: "sold out", attempts: 2 },
    ]);
    await orders.queue(batch, {}, new TestContext());
    expect(log.mock.calls.map(([line]) => JSON.parse(line).attempt)).toEqual([1, 2]);
    expect(batch.result("ok")).toMatchObject({
      explicitAcks: ["1"],
      retryMessages: [{ msgId: "2", delaySeconds: 30 }],
    });
    log.mockRestore();
  });

  it("take notifications", async () => {
    const log = vi.spyOn(console, "info").mockImplementation(() => {});
    const batch = r2(["a.jpg", { operation: "deleted", key: "b.jpg" }]);
    await uploads.queue(batch, {}, new TestContext());
    expect(log.mock.calls.map(([line]) => JSON.parse(line).message)).toEqual([
      "object arrived",
      "object left",
    ]);
    expect(batch.result("ok").explicitAcks).toHaveLength(2);
    log.mockRestore();
  });

  it("take calls", async () => {
    const tasks = new Tasks(new TestContext(), {});
    expect(await tasks.charge?.({ amount: 3 })).toEqual({ charged: 3 });
    await expect(tasks.charge?.({ amount: 300 })).rejects.toMatchObject({ name: "LimitExceeded" });
  });

  it("simulate days", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await import("./readme/days.js");
    expect(log).toHaveBeenCalledWith(7);
    log.mockRestore();
  });

  it("read bindings", async () => {
    const env = { PRICES: { get: async (sku: string) => `${sku}: 3` } };
    const request = new Request("https://shop.example/prices/apple");
    const response = await adapt(price).fetch(request, env, new TestContext());
    expect(await response.json()).toEqual({ price: "apple: 3" });
  });
});

describe("the README's list of gaps", () => {
  const gaps = Object.values(capabilities)
    .flatMap((each) => Object.entries(each))
    .filter(([, { supported }]) => !supported);

  it.each(gaps)("names %s", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
