import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilities } from "../src/capabilities.js";
import edge, { config } from "./readme/edge.js";
import hello from "./readme/hello.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's examples", () => {
  it.each([
    ["api/index.ts", "hello.ts"],
    ["api/edge.ts", "edge.ts"],
  ])("%s is what is run here", (file, source) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${source}`)}\`\`\``);
  });

  it("answer", async () => {
    const headers = { "x-vercel-ip-country": "DE", "x-vercel-ip-city": "K%C3%B6ln" };
    const response = await hello.fetch(new Request("https://shop.example/hello/ada", { headers }));
    expect(await response.json()).toEqual({ hello: "ada", from: "Köln" });
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
