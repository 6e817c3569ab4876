import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilities } from "../src/capabilities.js";
import { adapt } from "../src/index.js";
import { version } from "./readme/deploy.js";
import hello, { config } from "./readme/hello.js";
import { handler } from "./readme/v1.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's examples", () => {
  it.each([
    ["netlify/functions/api.ts", "hello.ts"],
    ["netlify/functions/legacy.ts", "v1.ts"],
    ["version.ts", "deploy.ts"],
  ])("%s is what is run here", (file, source) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${source}`)}\`\`\``);
  });

  it("answer", async () => {
    const response = await hello(new Request("https://shop.example/hello/ada"), { geo: { city: "Köln" } });
    expect([config.path, await response.json()]).toEqual(["/*", { hello: "ada", from: "Köln" }]);
  });

  it("answer in the style of AWS Lambda", async () => {
    const rawUrl = "https://shop.example/.netlify/functions/legacy/hello";
    const event = { rawUrl, httpMethod: "GET", headers: {}, body: null, isBase64Encoded: false };
    expect(await handler(event, {})).toMatchObject({ statusCode: 200, body: "hello" });
  });

  it("read the deploy", async () => {
    const context = { deploy: { id: "65a1", published: true } };
    const response = await adapt(version)(new Request("https://shop.example/version"), context);
    expect(await response.json()).toEqual({ deploy: "65a1" });
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
