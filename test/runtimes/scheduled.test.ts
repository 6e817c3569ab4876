import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contractFunctions } from "@onefn/contract/functions";
import { createSimulator as createNetlify, inProcess } from "@onefn/netlify/simulator";
import { createSimulator as createVercel } from "@onefn/vercel/simulator";
import { findWire, type ScheduleWire } from "onefn/simulator";
import { afterAll, describe, expect, it } from "vitest";
import { bundleModule } from "./harness/bundle.js";
import { nameOf } from "./harness/deployed.js";
import { versionOf } from "./harness/nodes.js";
import { realNetlify } from "./netlify/host.js";
import { serveFunction } from "./netlify/project.js";
import { realVercel } from "./vercel/host.js";
import { makeProject } from "./vercel/project.js";
import { devServer } from "./vercel/serving.js";

const folder = makeProject();
const vercel = realVercel((load, { adapt = {} }) =>
  devServer(folder, "api/contract.mjs", {
    CONTRACT_FUNCTIONS: nameOf(load),
    CONTRACT_OPTIONS: JSON.stringify(adapt, (key, value) => (key === "timers" ? undefined : value)),
  }),
);

const netlifyProject = serveFunction(
  "schedules-on-netlify",
  join(import.meta.dirname, "netlify/contract-seen.mjs"),
);
const handler = pathToFileURL(await bundleModule("netlify-schedules.mjs")).href;
const netlify = realNetlify((load, { adapt = {} }) =>
  netlifyProject({
    CONTRACT_MODULE: handler,
    CONTRACT_FUNCTIONS: nameOf(load),
    CONTRACT_OPTIONS: JSON.stringify(adapt),
  }),
);
afterAll(() => Promise.all([vercel.stop(), netlify.stop()]));

const wires: [string, ScheduleWire][] = [
  [
    `Vercel cron on vercel-node@${versionOf("@vercel/node")}`,
    findWire(createVercel(vercel), "schedule", "cron"),
  ],
  [
    `Netlify schedules on netlify@${versionOf("@netlify/dev")}`,
    findWire(createNetlify(inProcess({} as never), undefined, netlify), "schedule", "scheduled-functions"),
  ],
];

/** Two calls for the whole of a wire: the contract runs all cases over the simulator, whose requests these are. */
describe.each(wires)("%s", (_, wire) => {
  it("runs the function of a schedule, which tells what it saw", async () => {
    const deployment = await wire.deploy(() => contractFunctions.schedule);
    const [id = ""] = await deployment.send("contract-seen", [{}]);
    const report = await deployment.deliver("contract-seen");
    expect(report.error).toBeUndefined();
    expect(report.acknowledged, deployment.lines.join("\n")).toEqual([id]);
    await expect.poll(() => deployment.lines.join("\n")).toContain('"scheduledAt');
  });
});
