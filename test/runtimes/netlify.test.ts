import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExample } from "./harness/example.js";
import { nodeOf, versionOf } from "./harness/nodes.js";
import { ServerProcess } from "./harness/server-process.js";

/** Milliseconds: each call bundles the function anew and starts a worker. */
const SLOW = 60_000;

describe(`netlify@${versionOf("@netlify/dev")} serves the hello example`, () => {
  // Below the packages that are installed here, which the example's imports are traced to.
  const project = join(import.meta.dirname, "node_modules/.examples/hello-on-netlify");
  let server: ServerProcess;

  beforeAll(async () => {
    const functions = join(project, "netlify/functions");
    mkdirSync(functions, { recursive: true });
    writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
    copyFileSync(await buildExample("hello", "netlify"), join(functions, "hello.mjs"));
    server = await ServerProcess.start({
      command: nodeOf(24),
      args: [join(import.meta.dirname, "netlify/dev.mjs"), project],
      cwd: project,
      env: { HOME: project },
    });
  }, SLOW);

  afterAll(() => server?.child.stop());

  const ask = async (path: string, method = "GET") => {
    const response = await fetch(new URL(path, server.url), { method });
    return [response.status, await response.text()];
  };

  it("by its own routes, config.path included", { timeout: SLOW }, async () => {
    expect(await ask("/hello/M%C3%BCller")).toEqual([200, '{"hello":"Müller"}']);
    expect(await ask("/nowhere")).toEqual([404, "Not Found"]);
    expect((await ask("/hello/ada", "DELETE"))[0]).toBe(405);
  });

  it("with its stream", { timeout: SLOW }, async () => {
    expect(await ask("/countdown/2")).toEqual([200, "2\n1\ngo\n"]);
  });

  it("to several clients at once", { timeout: SLOW }, async () => {
    const names = ["ada", "bob", "cleo", "dan"];
    const answers = await Promise.all(names.map((name) => ask(`/hello/${name}`)));
    expect(answers).toEqual(names.map((name) => [200, JSON.stringify({ hello: name })]));
    expect(server.child.alive).toBe(true);
  });
});
