import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createSimulator } from "@onefn/netlify/simulator";
import { findWire, type HttpWire } from "onefn/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleModule } from "./harness/bundle.js";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { buildExample } from "./harness/example.js";
import { versionOf } from "./harness/nodes.js";
import { ServerProcess } from "./harness/server-process.js";
import { devServerGaps } from "./netlify/gaps.js";
import { realNetlify } from "./netlify/host.js";
import { serveFunction } from "./netlify/project.js";

const name = `netlify@${versionOf("@netlify/dev")}`;

/** Milliseconds: a call takes a quarter of a second at the least, and may have to wait for others. */
const SLOW = 60_000;

/** The wire with time for each call; the dev server cannot be told how much a case gives. */
function patient(wire: HttpWire): HttpWire {
  return { ...wire, deploy: (load, options) => wire.deploy(load, { ...options, timeout: SLOW }) };
}

const contract = serveFunction("contract-on-netlify", join(import.meta.dirname, "netlify/contract.mjs"));
const handler = pathToFileURL(await bundleModule("netlify.mjs")).href;
const host = realNetlify((load, { adapt = {} }) =>
  contract({
    CONTRACT_MODULE: handler,
    CONTRACT_FUNCTIONS: nameOf(load),
    CONTRACT_OPTIONS: JSON.stringify(adapt),
  }),
);
const simulator = createSimulator(host);
const functions = patient(findWire(simulator, "http", "functions"));
describeRuntime(name, { ...simulator, wires: [functions] }, host, devServerGaps);

const hello = serveFunction("hello-on-netlify", await buildExample("hello", "netlify"));

describe(`${name} serves the hello example, bundled by Netlify`, () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(hello());
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
