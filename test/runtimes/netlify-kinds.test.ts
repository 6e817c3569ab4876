import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contractFunctions } from "@onefn/contract/functions";
import { createSimulator, inProcess, type NetlifyHost } from "@onefn/netlify/simulator";
import type { AdaptOptions, EventOptions } from "onefn/provider";
import { findWire } from "onefn/simulator";
import { afterAll, describe, expect, it } from "vitest";
import { bundleModule } from "./harness/bundle.js";
import { nameOf, writeOptions } from "./harness/deployed.js";
import { versionOf } from "./harness/nodes.js";
import { type RealNetlify, realNetlify } from "./netlify/host.js";
import { serveFunction } from "./netlify/project.js";

const name = `netlify@${versionOf("@netlify/dev")}`;

/** Milliseconds: each call starts a worker, and the first of a deployment a server. */
const SLOW = 60_000;

const hosts: RealNetlify[] = [];

/** Netlify's dev server with one function, below the names of its files. */
async function served(entry: string, ...names: readonly string[]): Promise<NetlifyHost> {
  const handler = pathToFileURL(await bundleModule(`netlify-${entry}.mjs`)).href;
  const project = serveFunction(
    `${entry}-on-netlify`,
    join(import.meta.dirname, "netlify/by-name.mjs"),
    names.map((each) => `${each}.mjs`),
  );
  const host = realNetlify((load, { adapt = {} }) =>
    project({
      CONTRACT_MODULE: handler,
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_OPTIONS: writeOptions(adapt),
    }),
  );
  hosts.push(host);
  return host;
}

/** What the dev server answered to each call. */
const statuses: number[] = [];
const watched = (host: NetlifyHost): NetlifyHost => ({
  async start(...args) {
    const instance = await host.start(...args);
    return {
      get lines() {
        return instance.lines;
      },
      close: () => instance.close(),
      async invoke(...call) {
        const invoked = await instance.invoke(...call);
        statuses.push(invoked.response.status);
        return invoked;
      },
    };
  },
});

// The server learns of `config.background` when it bundles, which is too late for the first call.
const background = watched(await served("background", "contract-tasks-background"));
const identity = await served("identity", "identity-validate", "identity-login");
const events = await served("events", "deploys");
const simulator = createSimulator(inProcess({} as never), undefined, undefined, background, identity, events);
afterAll(() => Promise.all(hosts.map((host) => host.stop())));

/** A few calls for the whole of a wire: the contract runs all cases over the simulator, whose requests these are. */
describe(`Netlify background functions on ${name}`, () => {
  const wire = findWire(simulator, "task", "background-functions");
  const path = "/.netlify/functions/contract-tasks-background";
  const adapt: AdaptOptions & EventOptions = { events: { path, verify: "platform" } };

  it("run a task, whose caller is answered 202", { timeout: SLOW }, async () => {
    statuses.length = 0;
    const deployment = await wire.deploy(() => contractFunctions.taskChecked, { adapt });
    expect(await deployment.send({ id: "r1", items: [{ sku: "tea" }] })).toEqual({ accepted: true });
    await expect.poll(() => deployment.lines.join("\n")).toContain('\\"ran\\":\\"r1\\",\\"amounts\\":[1]');
    expect(statuses).toEqual([202]);
  });

  it("answer 202 for a task that fails, which the log tells", { timeout: SLOW }, async () => {
    statuses.length = 0;
    const deployment = await wire.deploy(() => contractFunctions.task, { adapt });
    await deployment.send({ do: "reported-error", id: "r3" });
    await expect.poll(() => deployment.lines.join("\n")).toContain("ONEFN_HANDLER_FAILED");
    // The dev server repeats no call.
    expect(statuses).toEqual([202]);
  });

  it("answer 202 to a call that is not verified, and the log tells", { timeout: SLOW }, async () => {
    statuses.length = 0;
    const deployment = await wire.deploy(() => contractFunctions.taskChecked, {
      adapt: { events: undefined } as object,
    });
    await deployment.send({ id: "r2", items: [] }, { rewrite: (written) => ({ ...written, path }) });
    await expect.poll(() => deployment.lines.join("\n")).toContain("ONEFN_UNVERIFIED_EVENT");
    expect(deployment.lines.join("\n")).not.toContain("r2");
    expect(statuses).toEqual([202]);
  });
});

describe(`Netlify Identity on ${name}`, () => {
  const wire = findWire(simulator, "identity", "identity-events");

  it("is answered by the function of the moment, in the file of the event", { timeout: SLOW }, async () => {
    const deployment = await wire.deploy(() => contractFunctions.identity);
    for (const on of ["signUp", "signIn"] as const) {
      const ask = async (what: string) =>
        (await deployment.send({ on, user: { id: "u1", email: `${what}.r1@contract.example` } })).allowed;
      const answers = [await ask("allow"), await ask("deny"), await ask("error")];
      expect([on, ...answers]).toEqual([on, true, false, false]);
    }
  });

  it("lets nobody in who is not verified", { timeout: SLOW }, async () => {
    const deployment = await wire.deploy(() => contractFunctions.identity, {
      adapt: { events: undefined } as object,
    });
    const user = { id: "u1", email: "allow.r1@contract.example" };
    expect((await deployment.send({ on: "signUp", user })).allowed).toBe(false);
    expect(deployment.lines.join("\n")).toContain("ONEFN_UNVERIFIED_EVENT");
  });
});

describe(`Netlify events on ${name}`, () => {
  const wire = findWire(simulator, "event", "platform-events");

  it("reach the function that claims them, which tells what it saw", { timeout: SLOW }, async () => {
    const deployment = await wire.deploy(() => contractFunctions.event);
    const [id = ""] = await deployment.send("contract-seen", [{ data: { sku: "tea" } }]);
    const report = await deployment.deliver("contract-seen");
    expect(report.acknowledged, deployment.lines.join("\n")).toEqual([id]);
    await expect.poll(() => deployment.lines.join("\n")).toContain(id);
    expect(deployment.lines.join("\n")).toContain("com.netlify.deploy_succeeded");
  });

  it("are answered 401 without the option events", { timeout: SLOW }, async () => {
    const deployment = await wire.deploy(() => contractFunctions.event, {
      adapt: { events: undefined } as object,
    });
    await deployment.send("contract-seen", [{ data: {} }]);
    const { acknowledged } = await deployment.deliver("contract-seen");
    expect(acknowledged).toEqual([]);
    expect(deployment.lines.join("\n")).toContain("ONEFN_UNVERIFIED_EVENT");
  });
});
