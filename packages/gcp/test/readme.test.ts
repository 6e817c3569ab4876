import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilities } from "../src/capabilities.js";
import { handler } from "./readme/index.js";
import { serving } from "./support/running.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's example", () => {
  it("is index.ts, which is run here", () => {
    expect(readme).toContain(`\`\`\`ts\n// index.ts\n${read("./readme/index.ts")}\`\`\``);
  });

  it("answers", async () => {
    const response = await fetch(`${await serving(handler)}/hello/ada`);
    expect(await response.json()).toEqual({ hello: "ada" });
  });
});

describe("the README's list of gaps", () => {
  const all = Object.values(capabilities).flatMap((wire) => Object.entries(wire));
  const gaps = new Set(all.flatMap(([name, { supported }]) => (supported ? [] : [name])));

  it.each([...gaps])("names %s", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
