import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilities } from "../src/capabilities.js";
import { events } from "./events.js";
import { handler } from "./readme/handler.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's example", () => {
  it.each(["functions.ts", "handler.ts"])("is %s, which is run here", (file) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./readme/${file}`)}\`\`\``);
  });

  it("answers http", async () => {
    const event = events.apiGatewayV2({ rawPath: "/hello/ada" });
    expect(await handler(event)).toMatchObject({ statusCode: 200, body: '{"hello":"ada"}' });
  });

  it("answers SQS", async () => {
    const event = events.sqs({ body: '{"sku":"sku-1"}' }, { body: '{"sku":"sku-2"}' });
    expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
  });
});

describe("the README's list of gaps", () => {
  const gaps = Object.entries(capabilities).flatMap(([wire, all]) =>
    Object.entries(all).flatMap(([name, capability]) =>
      capability.supported ? [] : [[wire, name] as const],
    ),
  );

  it.each(gaps)("names %s: %s", (_, name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it("names every wire", () => {
    for (const wire of Object.keys(capabilities)) expect(readme).toContain(`\`${wire}\``);
  });
});
