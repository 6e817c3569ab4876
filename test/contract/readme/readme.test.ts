import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../../../packages/contract/README.md");

describe("the README of the contract", () => {
  it.each(["hello.ts", "hello.test.ts", "adapter.test.ts"])("shows %s, which is run here", (file) => {
    expect(readme).toContain(`\`\`\`ts\n// ${file}\n${read(`./${file}`)}\`\`\``);
  });
});
