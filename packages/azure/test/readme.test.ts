import { readFileSync } from "node:fs";
import { HttpRequest, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { capabilities } from "../src/capabilities.js";
import type { AzureResult } from "../src/native.js";
import { responseOf } from "./support/invoking.js";
import { standInForWorker } from "./support/worker.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

describe("the README's example", () => {
  it("is index.ts, which is run here", () => {
    expect(readme).toContain(`\`\`\`ts\n// index.ts\n${read("./readme/index.ts")}\`\`\``);
  });

  it("answers", async () => {
    const registered = standInForWorker();
    await import("./readme/index.js");
    const request = new HttpRequest({ method: "GET", url: "https://shop.example/api/hello/ada" });
    const result = await registered[0]?.callback(request, new InvocationContext());
    expect(await responseOf(result as AzureResult).json()).toEqual({ hello: "ada" });
  });
});

describe("the README's list of gaps", () => {
  const gaps = new Set(
    Object.values(capabilities).flatMap((wire) =>
      Object.keys(wire).filter((name) => wire[name]?.supported === false),
    ),
  );

  it.each([...gaps])("names %s", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
