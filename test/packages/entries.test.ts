import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LONG_LIVED, packages, project } from "./packed.js";

describe.each(packages)("$name", ({ name, manifest, entries, commonjs }) => {
  it.each(entries)("import(%j) gives its exports", (entry) => {
    expect(namesOf(`import("${entry}")`)).not.toContain("default");
  });

  it.runIf(commonjs).each(entries)("require(%j) gives what import gives", (entry) => {
    expect(namesOf(`require("${entry}")`)).toEqual(namesOf(`import("${entry}")`));
  });

  it.each(Object.keys(manifest.bin ?? {}))("%s is a command that runs", (command) => {
    const installed = join(project, "node_modules/.bin", command);
    expect(execFileSync(installed, ["--help"], { encoding: "utf8" })).toContain(command);
  });

  const inCloud = entries.filter((entry) => !LONG_LIVED.has(name) && !entry.endsWith("/simulator"));

  it.each(inCloud)("%s loads no undici", (entry) => {
    const loaded = evaluate(`import("${entry}")`, "process.moduleLoadList");
    expect(loaded.filter((name) => name.includes("undici"))).toEqual([]);
  });
});

/** Names of what a module exports, loaded as the expression says in a process of its own. */
function namesOf(load: string): string[] {
  return evaluate(load, "Object.keys(exports)");
}

function evaluate(load: string, expression: string): string[] {
  const script = `Promise.resolve(${load}).then((exports) => console.log(JSON.stringify(${expression}.sort())))`;
  return JSON.parse(
    execFileSync(process.execPath, ["--eval", script], { cwd: project, encoding: "utf8", stdio: "pipe" }),
  );
}
