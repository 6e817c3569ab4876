import { isGood, runContract } from "@onefn/contract";
import type { NetlifyHost } from "@onefn/netlify/simulator";
import { findWire, type Wire } from "onefn/simulator";
import { expect, it } from "vitest";
import { onNativeFetch } from "../native-fetch.js";

// Functions run on Node's own Request, and the simulator's wire for events would replace it when it is imported.
process.env.ONEFN_GLOBALS = "off";
const { createSimulator, inProcess } = await import("@onefn/netlify/simulator");
const { adapt: background } = await import("@onefn/netlify/task/background-functions");
const { adapt: events } = await import("@onefn/netlify/event/platform-events");
const { adapt: identity } = await import("@onefn/netlify/identity/identity-events");
const { netlifyBootstrap } = await import("./netlify-bootstrap.js");

async function holds(wire: Wire): Promise<void> {
  const report = await runContract({ provider: "netlify", wires: [wire] });
  const bad = report.results.filter((result) => !isGood(result)).map(({ name }) => name);
  expect(bad, String(report)).toEqual([]);
}

/** Netlify's bootstrap in the place of what runs functions of other kinds. */
const others = (...hosts: readonly NetlifyHost[]) =>
  createSimulator(inProcess({} as never), undefined, ...hosts);

it("the contract holds in Netlify's own bootstrap", { timeout: 60_000 }, async () => {
  const simulator = createSimulator(await netlifyBootstrap());
  await holds(onNativeFetch(findWire(simulator, "http", "functions")));
});

it("so does that of background functions: an error fails the invocation, which is then repeated", async () => {
  const host = await netlifyBootstrap(background);
  await holds(findWire(others(host, host), "task", "background-functions"));
});

it("so does that of Netlify Identity: its events reach a function that is no object of handlers", async () => {
  const host = await netlifyBootstrap(identity);
  await holds(findWire(others(host, host, host), "identity", "identity-events"));
});

it("so does that of events of deploys and forms", async () => {
  const host = await netlifyBootstrap(events);
  await holds(findWire(others(host, host, host, host), "event", "platform-events"));
});
