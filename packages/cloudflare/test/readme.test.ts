import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilities } from "../src/capabilities.js";
import { adapt } from "../src/index.js";
import { price } from "./readme/bindings.js";
import worker from "./readme/worker.js";
import { TestContext } from "./workers.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's examples", () => {
  it.each(["worker.ts", "bindings.ts"])("are %s, which is run here", (file) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${file}`)}\`\`\``);
  });

  it("answer", async () => {
    const request = new Request("https://shop.example/hello/ada");
    const response = await worker.fetch(request, {}, new TestContext());
    expect(await response.json()).toEqual({ hello: "ada" });
  });

  it("read bindings", async () => {
    const env = { PRICES: { get: async (sku: string) => `${sku}: 3` } };
    const request = new Request("https://shop.example/prices/apple");
    const response = await adapt(price).fetch(request, env, new TestContext());
    expect(await response.json()).toEqual({ price: "apple: 3" });
  });
});

describe("the README's list of gaps", () => {
  const gaps = Object.entries(capabilities.fetch).filter(([, { supported }]) => !supported);

  it.each(gaps)("names %s", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
